import type { Refusal } from '#infra/errors.ts'

/** A deed's answer as JSON, with its problem's status. */
export function answer(done: { readonly ok: true } | Refusal): Response {
  return Response.json(done, { status: done.ok ? 200 : done.problem.status })
}
