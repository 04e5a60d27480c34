export interface PolicyOptions {
  readonly nonce: string
  /** While developing, Vite adds styles without a nonce and reports changes over a socket, and the gallery frames our pages. */
  readonly isDevelopment: boolean
}

/**
 * A document's content security policy: only our own files, and inline only what carries the nonce. Style attributes stay
 * allowed, because Mantine writes them into the server's HTML; they cannot load or run anything.
 */
export function documentPolicy({ nonce, isDevelopment }: PolicyOptions): string {
  const own = `'self' 'nonce-${nonce}'`
  return [
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    `frame-ancestors ${isDevelopment ? "'self'" : "'none'"}`, // the gallery shows its exhibits at the widths of other screens
    "form-action 'self'",
    `script-src ${own}`,
    // A nonce beside 'unsafe-inline' would switch it off.
    `style-src-elem ${isDevelopment ? "'self' 'unsafe-inline'" : own}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:", // a recording is fetched whole, so that each hearing is noted once, and played from memory
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
  ].join('; ')
}
