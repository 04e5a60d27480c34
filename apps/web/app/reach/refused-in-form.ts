import { isRouteErrorResponse } from 'react-router'
import { UNREACHED_IN_WORDS } from './answer-unreached.ts'
import { Unreached } from './reach.ts'

/**
 * Asks the server's action, for a form that shows what was refused before any action was asked: too large, too slow,
 * not readable, or with the server out of reach. Without it the page would give way to one that says so, with what was typed.
 */
export async function refusedInForm<Answer, Shown>(
  serverAction: () => Promise<Answer>,
  show: (trouble: string) => Shown,
): Promise<Answer | Shown> {
  try {
    return await serverAction()
  } catch (error) {
    if (error instanceof Unreached) return show(UNREACHED_IN_WORDS)
    if (isRouteErrorResponse(error) && BY_THE_EDGE.has(error.status) && typeof error.data === 'string')
      return show(error.data)
    throw error
  }
}

/** See `body-caps.ts` and `readable.ts`. */
const BY_THE_EDGE: ReadonlySet<number> = new Set([400, 401, 408, 413, 503])
