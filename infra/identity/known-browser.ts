import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { cookieOf } from './cookies.ts'

export interface KnownBrowserKey {
  readonly publicUrl: string
  readonly secret: Buffer
}

/**
 * The cookie of a browser in which an account's password was given correctly. It opens nothing: its tries are counted
 * apart from everybody else's, so that no stranger's guessing keeps the account's own person out.
 */
export function knownBrowserCookie(email: string, { publicUrl, secret }: KnownBrowserKey): string {
  const secure = publicUrl.startsWith('https:')
  const browser = randomUUID()
  return `${secure ? SECURE_NAME : PLAIN_NAME}=${browser}.${signature({ browser, email, secret })}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** Which browser of this account asks; null when it is none that the account knows. */
export function knownBrowser(
  request: Request,
  { email, secret }: { readonly email: string; readonly secret: Buffer },
): string | null {
  for (const name of [SECURE_NAME, PLAIN_NAME]) {
    const [browser = '', sign = ''] = cookieOf(request, name)?.split('.') ?? []
    const [expected, given] = [Buffer.from(signature({ browser, email, secret })), Buffer.from(sign)]
    if (expected.length === given.length && timingSafeEqual(expected, given)) return browser
  }
  return null
}

function signature({
  browser,
  email,
  secret,
}: {
  readonly browser: string
  readonly email: string
  readonly secret: Buffer
}): string {
  return createHmac('sha256', secret).update(`${browser} ${email.toLowerCase()}`).digest('base64url')
}

const PLAIN_NAME = 'ringdown.known'
const SECURE_NAME = '__Host-ringdown.known'
