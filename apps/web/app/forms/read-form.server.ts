import { data } from 'react-router'
import { z } from 'zod'
import { refused, type Problem, type Refusal } from '#infra/errors.ts'
import { readSent } from './read-sent.ts'

/**
 * The form that was sent to a page. What is not a form at all has been refused before any page was asked.
 * @throws Response 400 with a sentence when the request carries something else, as JSON.
 */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch {
    throw new Response('This page takes forms, sent as application/x-www-form-urlencoded or multipart/form-data.', {
      status: 400,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
  }
}

/**
 * Reads a form's fields with a schema, and as `was` what they were drawn from; what a route knows already (`known`) wins
 * over what the form says.
 */
export function readForm<Shape extends z.ZodType>(
  form: FormData,
  { schema, known = {} }: { readonly schema: Shape; readonly known?: Readonly<Record<string, unknown>> },
): { readonly ok: true; readonly input: z.output<Shape> } | Refusal {
  const fields = [...form].filter(([name]) => name !== 'intent')
  const was = fields.filter(([name]) => name.startsWith(WAS)).map(([name, value]) => [name.slice(WAS.length), value])
  const read = readSent(schema, {
    ...Object.fromEntries(fields.filter(([name]) => !name.startsWith(WAS))),
    ...(was.length > 0 && { was: Object.fromEntries(was) }),
    ...known,
  })
  return read.ok ? read : refused('form-invalid', { problems: read.why.join(' ') })
}

/** Does with a form's fields what a deed does; what cannot be read is refused as the deed would. */
export async function doneByForm<Schema extends z.ZodType, Context, Answer>(
  form: FormData,
  {
    deed,
    context,
    known,
  }: {
    readonly deed: ((context: Context, input: z.output<Schema>) => Promise<Answer>) & { readonly input: Schema }
    readonly context: Context
    readonly known?: Readonly<Record<string, unknown>>
  },
): Promise<Answer | Refusal> {
  const read = readForm(form, { schema: deed.input, ...(known && { known }) })
  return read.ok ? deed(context, read.input) : read
}

/** What a page is told after one of its forms was sent. */
export type FormAnswer =
  | {
      readonly intent: string
      readonly ok: true
      readonly said: string
      readonly warning: string | null
      readonly about?: readonly Mend[]
    }
  | {
      readonly intent: string
      readonly ok: false
      readonly problem: Pick<Problem, 'code' | 'title' | 'fix'>
      /** The values that others have saved meanwhile: whoever saves again has been told of them. */
      readonly now?: Readonly<Record<string, string>>
      readonly mend?: Mend | undefined
    }

/** A page where a refusal's cause can be fixed, or that an answer is about. */
export interface Mend {
  readonly to: string
  readonly words: string
}

/**
 * A deed's answer for the page whose form it was, with the problem's status.
 * @param said what has happened now.
 * @param unchanged what to say instead where all was so already.
 * @param unconfirmed what to say instead while the carrier does not send the number's calls, where `said` promises some.
 * @param mend where to go when it was refused.
 * @param about the pages that the warning is about.
 */
export function formAnswer(
  done:
    | {
        readonly ok: true
        readonly troubles?: readonly { readonly message: string }[]
        readonly warning?: string | null
        readonly unrecorded?: true
      }
    | Refusal,
  {
    intent,
    said,
    unchanged = 'Nothing has changed.',
    unconfirmed,
    mend,
    about,
  }: {
    readonly intent: string
    readonly said: string
    readonly unchanged?: string
    readonly unconfirmed?: string
    readonly mend?: Mend | undefined
    readonly about?: readonly Mend[] | undefined
  },
) {
  if (done.ok) {
    const carrier =
      done.troubles?.[0] &&
      `The carrier does not confirm the number yet, so calls may not reach it. ${done.troubles[0].message} You can try again on the number’s page.`
    return data<FormAnswer>({
      intent,
      ok: true,
      said: done.unrecorded ? unchanged : carrier === undefined ? said : (unconfirmed ?? said),
      warning: done.warning ?? carrier ?? null,
      ...(about && { about }),
    })
  }
  const { code, title, fix, status, details } = done.problem
  const now = savedNow.safeParse(details).data
  return data<FormAnswer>(
    { intent, ok: false, problem: { code, title, fix }, ...now, ...(mend && { mend }) },
    { status },
  )
}

/** A field's text; empty when it is missing or a file. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** What a refusal by `changedIn` tells of. */
const savedNow = z.object({ now: z.record(z.string(), z.string()) })

/** A form says under this name, followed by a field's own, what that field showed before anybody changed it. */
const WAS = 'was.'
