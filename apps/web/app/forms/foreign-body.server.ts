import { foreignJson, Unreadable } from '#infra/foreign-text.ts'

/**
 * The JSON of a text that a browser has sent, as a body of whatever type or in a field of a form.
 * @throws Response 400 with a sentence.
 */
export function jsonOf(text: string): unknown {
  try {
    return foreignJson(text)
  } catch (error) {
    if (error instanceof Unreadable) throw badRequest(400, error.message)
    throw error
  }
}

/** The refusal of a body that no page of ours sends. @param title a sentence that says what is wrong. */
export function badRequest(status: number, title: string): Response {
  return Response.json(
    { ok: false, problem: { code: 'bad-request', status, title, fix: 'Reload the page and try again.', details: {} } },
    { status },
  )
}
