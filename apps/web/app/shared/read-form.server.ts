import { data } from 'react-router'
import type { z } from 'zod'
import { refused, type Problem, type Refusal } from '#infra/errors.ts'

/**
 * The form that was sent to a page. What is no form at all has been refused before any page was asked.
 * @throws Response 400 with a sentence when the request carries something else, as JSON.
 */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch {
    throw new Response('This page takes forms, sent as application/x-www-form-urlencoded or multipart/form-data.', { status: 400, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  }
}

/** Reads a form's fields with a schema; what a route knows already (`known`) wins over what the form says. */
export function readForm<Shape extends z.ZodType>(
  form: FormData,
  { schema, known = {} }: { readonly schema: Shape; readonly known?: Readonly<Record<string, unknown>> },
): { readonly ok: true; readonly input: z.output<Shape> } | Refusal {
  const fields = Object.fromEntries([...form].filter(([name]) => name !== 'intent'))
  const read = schema.safeParse({ ...fields, ...known })
  if (read.success) return { ok: true, input: read.data }
  return refused('form-invalid', { problems: [...new Set(read.error.issues.map(({ message }) => message))].join(' ') })
}

/** What a page is told after one of its forms was sent. */
export type FormAnswer =
  | { readonly intent: string; readonly ok: true; readonly said: string; readonly warning: string | null; readonly about?: readonly Mend[] }
  | { readonly intent: string; readonly ok: false; readonly problem: Pick<Problem, 'code' | 'title' | 'fix'>; readonly mend?: Mend | undefined }

/** A page where a refusal's cause can be mended, or that an answer is about. */
export interface Mend {
  readonly to: string
  readonly words: string
}

/**
 * A deed's answer for the page whose form it was, with the problem's status.
 * @param said what has happened now.
 * @param mend where to go when it was refused.
 * @param about the pages that the warning is about.
 */
export function formAnswer(
  done: { readonly ok: true; readonly troubles?: readonly { readonly message: string }[]; readonly warning?: string | null } | Refusal,
  { intent, said, mend, about }: { readonly intent: string; readonly said: string; readonly mend?: Mend | undefined; readonly about?: readonly Mend[] | undefined },
) {
  if (done.ok) {
    const carrier = done.troubles?.[0] && `Calls are answered as it says here, but the carrier could not be told: ${done.troubles[0].message}`
    return data<FormAnswer>({ intent, ok: true, said, warning: done.warning ?? carrier ?? null, ...(about && { about }) })
  }
  const { code, title, fix, status } = done.problem
  return data<FormAnswer>({ intent, ok: false, problem: { code, title, fix }, ...(mend && { mend }) }, { status })
}

/** A field's text; empty when it is missing or a file. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
