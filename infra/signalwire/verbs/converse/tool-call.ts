import { z } from 'zod'
import type { ToolName, WantedValue } from '#flows/verbs/converse/assistant.ts'
import type { Swml } from '../../documents/swml.ts'

/** What an assistant asks one of its tools, as far as we look at it. Unknown fields are the carrier's own affair. */
export type ToolCall = z.output<typeof toolCall>
export const toolCall = z
  .looseObject({
    function: z.string().min(1).max(100),
    argument: z
      .looseObject({ parsed: z.array(z.record(z.string(), z.unknown())).optional(), raw: z.string().optional() })
      .catch({}),
    global_data: z.record(z.string(), z.unknown()).catch({}),
    call_log: z.array(z.unknown()).catch([]),
  })
  .transform(({ function: name, argument, global_data: kept, call_log: said }) => ({
    name,
    args: argumentsIn(argument),
    kept,
    /** The conversation so far, as `linesOf` reads it. */
    said,
  }))

/** The first of them that can be read: a model may write its arguments as it likes. */
function argumentsIn({ parsed, raw }: { parsed?: Record<string, unknown>[]; raw?: string }): Record<string, unknown> {
  const [first] = parsed ?? []
  if (first !== undefined) return first
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(raw ?? '{}'))
  } catch {
    return {}
  }
}

const line = (most: number) =>
  z
    .string()
    .catch('')
    .transform((text) =>
      text
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim()
        .slice(0, most)
        .toWellFormed(),
    )

/** What each tool takes. Whatever a model says instead becomes nothing: a tool that cannot use what it was given says so. */
export const argumentsOf = {
  ask_for_person: z.looseObject({ reason: line(300) }),
  end_call: z.looseObject({ reason: line(300) }),
  take_inquiry: z.looseObject({
    name: line(100),
    number: line(40).transform((text) => text.replace(/[^\d+]/g, '')),
    reason: line(1000),
    urgency: z.enum(['normal', 'high', 'low']).catch('normal'),
  }),
  look_up: z.looseObject({ question: line(300) }),
  set_value: z.looseObject({ name: line(40), value: line(200) }),
} as const satisfies Readonly<Record<ToolName, z.ZodType>>

/** What a tool answers. */
export interface ToolAnswer {
  /** What the assistant is told. */
  readonly response: string
  readonly action?: readonly ToolAction[]
  /** The actions wait until the assistant has spoken. */
  readonly post_process?: true
}

type ToolAction =
  /** Leaves the assistant for this document. The carrier's own libraries write the word as a text. */
  | { readonly SWML: Swml; readonly transfer: 'true' }
  | { readonly set_global_data: Readonly<Record<string, string | number>> }

/** The name under which the carrier keeps a value of ours for the length of a conversation. */
export function keptAs(name: string): string {
  return `value_${name.replaceAll('-', '_')}`
}

/** The values that were found out so far: of those that are wanted, what the carrier has kept for us. */
export function valuesKept(kept: ToolCall['kept'], wanted: readonly WantedValue[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    wanted.flatMap(({ name }) => {
      const value = kept[keptAs(name)]
      return typeof value === 'string' && value !== '' ? [[name, value.slice(0, 200).toWellFormed()]] : []
    }),
  )
}
