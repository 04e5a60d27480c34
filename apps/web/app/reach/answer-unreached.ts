import { data, type MiddlewareFunction } from 'react-router'
import { Unreached } from './reach.ts'

/** What is said beside a form that could not be sent. */
export const UNREACHED = {
  title: 'The server cannot be reached.',
  fix: 'What you entered is still here. Send it again once the server can be reached.',
}

/** The same, for the forms that tell of trouble in a sentence. */
export const UNREACHED_IN_WORDS = `${UNREACHED.title} ${UNREACHED.fix}`

/** Answers a form that could not be sent, in the words of every kind of form, instead of letting its page give way to one about the trouble. */
export const answerUnreached: MiddlewareFunction<Results> = async ({ request }, next) => {
  if (request.method === 'GET') return next()
  const form = await request
    .clone()
    .formData()
    .catch(() => new FormData())
  const intent = form.get('intent')
  const results = await next()
  for (const [route, { result }] of Object.entries(results)) {
    if (!isUnreached(result)) continue
    // with such a status nothing is read again
    results[route] = {
      type: 'data',
      result: data(unreachedAnswer(typeof intent === 'string' ? intent : ''), { status: 504 }),
    }
  }
  return results
}

/** What a page's loaders or action gave, by the ids of their routes. */
export type Results = Record<string, { type: 'data' | 'error'; result: unknown }>

/** The router hands on an action's failure with a status around it. */
function isUnreached(result: unknown): boolean {
  return result instanceof Unreached || (result as { readonly data?: unknown } | null)?.data instanceof Unreached
}

/**
 * Whether a form still waits for its answer. That the server cannot be reached is one, although whatever else the router
 * was just reading comes only once the server answers, and it waits for that.
 */
export function isBusy(state: 'idle' | 'loading' | 'submitting', answer: unknown): boolean {
  return state === 'submitting' || (state === 'loading' && !(answer as Partial<Answer> | undefined)?.isUnreached)
}

type Answer = ReturnType<typeof unreachedAnswer>

/** For `FormAnswer`, and for the forms that tell of trouble in a sentence, under each of their names for it. */
function unreachedAnswer(intent: string) {
  return {
    intent,
    ok: false,
    isUnreached: true,
    problem: { code: 'unreached', ...UNREACHED },
    trouble: UNREACHED_IN_WORDS,
    refused: UNREACHED_IN_WORDS,
    error: UNREACHED_IN_WORDS,
  }
}
