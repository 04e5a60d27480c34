import type { Auth } from './auth.ts'
import { cookieOf } from './cookies.ts'

/**
 * The id of the login to which a code of a second factor would belong: of whoever is signed in with the browser, else of
 * whoever has given their password in it. Null for neither. Says nothing about who asks: better-auth checks that itself.
 */
export async function loginAtSecondFactor(auth: Auth, request: Request): Promise<string | null> {
  const session = await auth.api.getSession({
    headers: new Headers({ cookie: request.headers.get('cookie') ?? '' }),
    query: { disableRefresh: true },
  })
  return session?.user.id ?? (await loginAwaitingCode(auth, request))
}

/** The id of the login whose password was right in this browser and whose code is awaited; null when none is. */
export async function loginAwaitingCode(auth: Auth, request: Request): Promise<string | null> {
  const { createAuthCookie, internalAdapter } = await auth.$context
  const [challenge = ''] = cookieOf(request, createAuthCookie('two_factor').name)?.split('.') ?? [] // what follows is its signature
  return challenge.startsWith('2fa-') ? ((await internalAdapter.findVerificationValue(challenge))?.value ?? null) : null
}
