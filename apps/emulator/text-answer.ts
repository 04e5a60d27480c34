import { z } from 'zod'
import { isHttpUrl } from './carrier/source.ts'
import { valueOf } from './swml/document.ts'
import { ScriptFailure } from './swml/issue.ts'
import { Scope } from './swml/scope.ts'
import { read } from './swml/session.ts'

/** What is done with the verbs of messaging documents, which a handler of texts may answer with. */
export const TEXT_VERBS: Readonly<Record<string, 'played' | 'refused'>> = {
  reply: 'played',
  receive: 'refused',
  request: 'refused',
  execute: 'refused',
  transfer: 'refused',
  switch: 'refused',
  goto: 'refused',
  return: 'refused',
  label: 'refused',
}

/** A text that a handler wants sent. */
export interface Reply {
  to: string
  from: string
  body: string
  media: string[]
  statusUrl: string | null
}

const document = z.strictObject({
  version: z.literal('1.0.0').optional(),
  sections: z.looseObject({ main: z.array(z.record(z.string(), z.unknown())).max(100) }),
})
const number = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be an E.164 number')
const replyForm = z
  .strictObject({
    to: number.optional(),
    from: number.optional(),
    body: z.string().min(1).optional(),
    media: z.array(z.url()).max(8).optional(),
    status_url: z.string().refine(isHttpUrl, 'must be an http or https URL').optional(),
  })
  .refine(({ body, media }) => body !== undefined || media !== undefined, 'needs a body or media')

/**
 * Carries out what a handler answered to a text, up to the first step that is not played; an empty answer asks for nothing.
 *
 * @param answer the handler's answer, JSON or YAML
 * @param about what `%{message.…}` stands for
 * @throws ScriptFailure for an answer that is no messaging document, and for the step that is not played
 */
export function playTextAnswer(
  answer: string,
  { about, send }: { about: { from: string; to: string } & Record<string, unknown>; send: (reply: Reply) => void },
): void {
  if (answer.trim() === '') return
  const given = document.safeParse(valueOf(answer))
  if (!given.success)
    throw new ScriptFailure('relay_script_parse_error', 'the answer to a text is no messaging document')
  const scope = new Scope({ envs: {}, call: () => ({}) })
  scope.vars.message = about
  for (const step of given.data.sections.main) {
    const [name = '', params] = Object.entries(step)[0] ?? []
    if (!Object.hasOwn(TEXT_VERBS, name))
      throw new ScriptFailure(
        'relay_script_method_undefined',
        `${name.slice(0, 100)} is no verb of messaging documents`,
      )
    if (TEXT_VERBS[name] !== 'played')
      throw new ScriptFailure(
        'relay_script_method_execute_failed',
        `${name}: the emulator does not play this verb of messaging documents`,
      )
    const value = scope.expand(params)
    if (isSwitch(value))
      throw new ScriptFailure(
        'relay_script_method_execute_failed',
        'reply: the emulator does not play switch in a reply',
      )
    const {
      to = about.from,
      from = about.to,
      body = '',
      media = [],
      status_url: statusUrl = null,
    } = read(replyForm, { value: typeof value === 'string' ? { body: value } : value, verb: name })
    send({ to, from, body, media, statusUrl })
  }
}

function isSwitch(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'switch' in value
}
