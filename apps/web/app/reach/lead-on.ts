import type { DataRouter, MiddlewareFunction } from 'react-router'
import type { Results } from './answer-unreached.ts'

/**
 * Where the answer of a form that stays on its page leads to another page, that page is opened once nothing of this one is
 * being read again: the router lets such a reading go on, and would come back here when it is done.
 */
export const leadOnAfterReading: MiddlewareFunction<Results> = async ({ request }, next) => {
  const results = await next()
  if (request.method !== 'GET' && Object.values(results).some(({ result }) => leadsOn(result))) await readingIsDone()
  return results
}

function leadsOn(result: unknown): boolean {
  return result instanceof Response && result.status >= 300 && result.status < 400
}

function readingIsDone(): Promise<void> {
  const { __reactRouterDataRouter: router } = window as { readonly __reactRouterDataRouter?: DataRouter } // where the router keeps itself
  if (router === undefined || !isReadAgain(router.state)) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = router.subscribe((state) => {
      if (isReadAgain(state)) return
      stop()
      resolve()
    })
  })
}

/** A page that is on its way, and a form that is sent as one, have ended the reading of this page already. */
function isReadAgain({ revalidation, navigation }: DataRouter['state']): boolean {
  return revalidation === 'loading' && navigation.state === 'idle'
}
