import type { AccountTries, Allowance } from './account-tries.ts'
import type { Ask } from './identity.ts'
import { knownBrowser, knownBrowserCookie, type KnownBrowserKey } from './known-browser.ts'

export interface Guard extends KnownBrowserKey {
  readonly tries: AccountTries
  /** In a demo the passwords are published, and visitors try one person after another. */
  readonly demo: boolean
  /** Who is signed in with a browser; asked only where the question itself does not name an account. */
  signedInAs(request: Request): Promise<string | null>
  /** Whose code is asked for: id of the login that is signed in, or has given its password and comes to the second factor. */
  codeOf(request: Request): Promise<string | null>
}

/** Failed passwords of one account: this many at once, then one a minute, from however many addresses. */
export const FAILED_AT_ONCE = 10
/** Letters to one address: this many at once, then one every ten minutes. */
export const LETTERS_AT_ONCE = 3

/**
 * Asks, unless too much was tried for the account. The same happens for an account that does not exist, so that nobody
 * learns which do.
 */
export async function guardedAsk(
  ask: Ask,
  { answer, ...guard }: Guard & { answer(): Promise<Response> },
): Promise<Response> {
  if (ask.path === '/two-factor/verify-totp') return onceEach(ask, { answer, ...guard })
  const email = await accountOf(ask, guard)
  if (email === null) return answer()
  const isLetter = ask.path === '/request-password-reset'
  const browser = isLetter ? null : knownBrowser(ask.request, { email, secret: guard.secret })
  const about = isLetter ? `letters ${email}` : browser === null ? `passwords ${email}` : `passwords in ${browser}`
  const taken = await guard.tries.take(about, isLetter ? letters : failures(guard.demo))
  if (taken === null) return isLetter ? Response.json({ status: true }) : tooMany()
  const answered = await answer()
  // a right answer is no failure; 429 and worse were decided before anybody looked at the password
  if (answered.status >= 429 || (answered.ok && !isLetter)) await taken.giveBack()
  if (!answered.ok || ask.path !== '/sign-in/email' || browser !== null) return answered
  const known = new Response(answered.body, answered)
  known.headers.append('set-cookie', knownBrowserCookie(email, guard))
  return known
}

/**
 * A code from an app opens once (RFC 6238, 5.2), however many ask with it at the same moment: whoever saw it being typed is too late.
 * Better-auth counts wrong ones at the sign-in only; those of somebody who sets a second factor up are counted here, and told.
 */
async function onceEach(
  { body, request }: Ask,
  { answer, tries, codeOf, signedInAs }: Guard & { answer(): Promise<Response> },
): Promise<Response> {
  const login = await codeOf(request)
  // whose code it would be is not known, so that nobody could tell whether it was used before: nothing is opened by it
  if (login === null) return Response.json({ code: 'INVALID_CODE' }, { status: 401 })
  const setUp = (await signedInAs(request)) === null ? undefined : await tries.take(`set-up ${login}`, wrongCodes)
  if (setUp === null) return tooMany()
  const wrong = () => Response.json({ code: 'INVALID_CODE', ...(setUp && { triesLeft: setUp.left }) }, { status: 401 })
  const code = await tries.take(`code ${login} ${String(body['code'])}`, { atOnce: 1, comesBackAfter: CODE_LIFE })
  if (code === null) return wrong()
  const answered = await answer()
  if (!answered.ok) await code.giveBack()
  if (answered.ok || answered.status >= 429) await setUp?.giveBack()
  return answered.status === 401 && setUp ? wrong() : answered
}

function tooMany(): Response {
  return Response.json({ code: 'TOO_MANY_TRIES' }, { status: 429 })
}

/** Milliseconds. A code is right for its own half minute, the one before and the one after; then another may be the same by chance. */
const CODE_LIFE = 120_000

/** Wrong codes while a second factor is set up. */
const WRONG_CODES_AT_ONCE = 5

const wrongCodes: Allowance = { atOnce: WRONG_CODES_AT_ONCE, comesBackAfter: 60_000 }

const letters: Allowance = { atOnce: LETTERS_AT_ONCE, comesBackAfter: 600_000 }

function failures(demo: boolean): Allowance {
  return { atOnce: demo ? FAILED_AT_ONCE * 20 : FAILED_AT_ONCE, comesBackAfter: demo ? 3_000 : 60_000 }
}

/** Whose password or mailbox a question is about; null when it is about neither. Codes are counted by better-auth itself. */
async function accountOf(
  { path, body, request }: Ask,
  { signedInAs }: Pick<Guard, 'signedInAs'>,
): Promise<string | null> {
  const named = body['email']
  if (path === '/sign-in/email' || path === '/request-password-reset')
    return typeof named === 'string' ? named.trim().toLowerCase() : ''
  return 'password' in body || 'currentPassword' in body ? signedInAs(request) : null
}
