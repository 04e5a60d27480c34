import type { ClientInstrumentation } from 'react-router'
import { hushAbove, sayAbove } from './page-note.ts'

/** What was sent and not answered, because the server cannot be reached. Whether it arrived nobody knows. */
export class Unreached extends Error {}

const OUT = 'The server cannot be reached. What is on this page stays, and works again as soon as the server answers.'
/** Where the router asks for the pages that it does not know yet, and how the server says there that it has another release. */
const MANIFEST = '/__manifest'
const IS_STALE = 'X-Remix-Reload-Document'
/** Milliseconds that an answer may take, and between two questions. */
const PATIENCE = 4_000
const PAUSE = 1_500
/** How often in a row one thing is asked for although the server does answer. */
const TRIES = 4

const NEVER = new Promise<never>(() => undefined)
const plainFetch = globalThis.fetch.bind(globalThis)
let isDoubted = false
/** A page whose release was replaced stays so, also while one of several servers still has its own. */
let isOld = false
let waiting: Promise<void> | null = null

/** Takes note that the server may be out of reach, or that it has just answered. */
export function doubtReach(is: boolean): void {
  isDoubted = is
}

/** Asks the server which release it has; null when it does not answer. */
export async function askRelease(): Promise<'this' | 'another' | null> {
  const { version } = (globalThis as { readonly __reactRouterManifest?: { readonly version: string } })
    .__reactRouterManifest ?? { version: '' } // where the router keeps it
  const query = new URLSearchParams({ paths: '/', version })
  const answer = await plainFetch(`${MANIFEST}?${query.toString()}`, {
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => null)
  if (answer === null || answer.status >= 500) return null
  isOld ||= answer.headers.has(IS_STALE)
  return isOld ? 'another' : 'this'
}

/** Resolves once the server answers, and says so meanwhile. */
export function reached(): Promise<void> {
  waiting ??= (async () => {
    while ((await askRelease()) === null) {
      sayAbove(OUT)
      await pause()
    }
    hushAbove(OUT)
    isDoubted = false
    waiting = null
  })()
  return waiting
}

/**
 * What the router asks the server for, and does not get because the server cannot be reached, it gets once it can: until
 * then the page stays as it is. What it sends is not sent twice: that fails with `Unreached`, which `answerUnreached` makes
 * an answer to its form.
 * @param onStale the server has another release, so that what the page wants to know is told to it no more. The router would
 * reload the document.
 */
export function holdOutOfReach(onStale: () => void): void {
  window.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href)
    if (!pathname.endsWith('.data') && pathname !== MANIFEST) return plainFetch(input, init)
    for (let tries = 1; ; tries += 1) {
      const answer = await plainFetch(input, init).catch((error: unknown) => {
        if (init?.signal?.aborted || tries === TRIES) throw error
        return null
      })
      if (answer !== null && !isOfAProxy(answer)) {
        isDoubted = false
        if (pathname === MANIFEST && answer.headers.has(IS_STALE) && init?.signal) {
          onStale()
          return NEVER
        }
        return answer
      }
      const isBack = reached()
      if ((init?.method ?? 'GET') !== 'GET') throw new Unreached()
      await isBack
      init?.signal?.throwIfAborted()
    }
  }
}

/** Whether a proxy says that the server behind it does not answer. What our own pages answer says so, whatever its status. */
function isOfAProxy({ status, headers }: Response): boolean {
  return (status === 502 || status === 504) && !headers.has('X-Remix-Response')
}

/**
 * Goes nowhere while the server cannot be reached: the router would ask for files of the next page, and whatever it does
 * not get it never asks for again. Where there is no doubt, nothing is asked beforehand.
 */
export const stayOutOfReach: ClientInstrumentation = {
  router({ instrument }) {
    instrument({
      async navigate(go, { to, currentUrl, formMethod }) {
        if ((await isOut()) && !isOwn(to, { currentUrl, formMethod })) await NEVER
        await go()
      },
      async fetch(go, { href, currentUrl, formMethod }) {
        if (await isOut()) {
          if (isGet(formMethod)) await reached()
          else if (!isOwn(href, { currentUrl, formMethod })) await NEVER
        }
        await go()
      },
    })
  },
}

async function isOut(): Promise<boolean> {
  if ((!isDoubted && navigator.onLine) || (await askRelease()) !== null) return false
  void reached()
  return true
}

interface Asked {
  readonly currentUrl: string
  readonly formMethod?: string | undefined
}

/** Whether a form is sent to the page that is open: all that is needed for its answer is loaded. */
function isOwn(to: string | number, { currentUrl, formMethod }: Asked): boolean {
  const here = new URL(currentUrl, location.href)
  return !isGet(formMethod) && (to === '.' || new URL(String(to), here).pathname === here.pathname)
}

function isGet(formMethod: string | undefined): boolean {
  return (formMethod ?? 'get').toLowerCase() === 'get'
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAUSE)
    addEventListener('online', () => resolve(), { once: true })
  })
}
