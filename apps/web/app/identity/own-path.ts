/** A path of ours that somebody may be sent to, as written in a link; anything that leads elsewhere becomes the inbox. */
export function ownPath(written: string | null | undefined): string {
  const home = '/inbox'
  if (written === null || written === undefined || !written.startsWith('/') || !URL.canParse(written, base)) return home
  const { origin, pathname, search, hash } = new URL(written, base)
  return origin === base ? pathname + search + hash : home
}

const base = 'http://own.invalid'
