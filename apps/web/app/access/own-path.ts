import { addressOf } from '../reach/addresses.ts'
/**
 * A path of ours that somebody may be sent to, as written in a link; anything that leads elsewhere becomes the home page. What
 * is given back leads where it led here, however often it is read: `/.//evil.example` would become `//evil.example`, another site.
 */
export function ownPath(written: string | null | undefined): string {
  const home = addressOf.home()
  if (written === null || written === undefined || !written.startsWith('/') || written.length > LONGEST) return home
  const path = within(written)
  return path !== null && within(path) === path ? path : home
}

/** The same for whoever does not want to answer an invitation now: the question itself is not where they go on. */
export function pathBeyondInvitations(written: string | null | undefined): string {
  const path = ownPath(written)
  return /^\/invitations?([/?#]|$)/.test(path) ? ownPath(null) : path
}

const LONGEST = 2_000
const base = 'http://own.invalid'

/** The path as browsers understand it; null when it leaves the site. */
function within(path: string): string | null {
  if (!URL.canParse(path, base)) return null
  const { origin, pathname, search, hash } = new URL(path, base)
  return origin === base ? pathname + search + hash : null
}
