import type { Auth } from './auth.ts'

/**
 * The id of the login to which a code of a second factor would belong: of whoever is signed in with the browser, else of
 * whoever has given their password in it. Null for neither. Says nothing about who asks: better-auth checks that itself.
 */
export async function loginAtSecondFactor(auth: Auth, request: Request): Promise<string | null> {
  const cookie = request.headers.get('cookie') ?? ''
  const session = await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })
  if (session !== null) return session.user.id
  const { createAuthCookie, internalAdapter } = await auth.$context
  const { name } = createAuthCookie('two_factor')
  const value = cookie.split(';').map((pair) => pair.trim()).find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  if (value === undefined) return null
  const [challenge = ''] = decoded(value).split('.') // what follows is its signature
  return (await internalAdapter.findVerificationValue(challenge))?.value ?? null
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
