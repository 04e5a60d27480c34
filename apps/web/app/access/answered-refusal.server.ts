import { data } from 'react-router'

/**
 * For what is asked beside a page, as by a button of the live bar: a refusal is answered with a sentence, as one that
 * is thrown would take the whole page's place.
 */
export async function answeredRefusal<Answer>(work: Promise<Answer>, error: string) {
  try {
    return await work
  } catch (thrown) {
    if (!(thrown instanceof Response) || (thrown.status !== 403 && thrown.status !== 404)) throw thrown
    return data({ error }, { status: thrown.status })
  }
}
