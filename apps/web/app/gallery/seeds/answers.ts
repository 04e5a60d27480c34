import { problem, type ProblemCode } from '#infra/errors.ts'
import type { FormAnswer } from '../../forms/read-form.server.ts'

/** What a form is answered with when it was done. */
export function done(intent: string, said: string, warning: string | null = null): FormAnswer {
  return { intent, ok: true, said, warning }
}

/** What a form is answered with when it was refused, in the catalogue's words. */
export function refusedWith(
  intent: string,
  code: ProblemCode,
  details: Readonly<Record<string, unknown>> = {},
): FormAnswer {
  const { title, fix } = problem(code, details)
  return { intent, ok: false, problem: { code, title, fix } }
}
