import type { Auth } from './auth.ts'
import type { Ask } from './identity.ts'
import { keptAs } from './reset-link.ts'
import { loginAwaitingCode } from './second-factor.ts'

/** What is asked of sign-in, and who is signed in with the browser. */
export type Question = Pick<Ask, 'path' | 'body' | 'request'> & { readonly signedInAs: string | null }

/**
 * The e-mail address of the account that a question to sign-in is about, before it is asked; null when it names
 * nobody. Whether there is such an account is not said.
 */
export async function whose(auth: Auth, { path, body, request, signedInAs }: Question): Promise<string | null> {
  const { email, token } = body
  if (path === '/sign-in/email' || path === '/request-password-reset')
    return typeof email === 'string' ? email.trim().toLowerCase() : null
  if (path === '/reset-password') return typeof token === 'string' ? behind(auth, keptAs(token)) : null
  if (signedInAs !== null || !path.startsWith('/two-factor/')) return signedInAs
  const login = await loginAwaitingCode(auth, request)
  return login === null ? null : emailOf(auth, login)
}

async function behind(auth: Auth, identifier: string): Promise<string | null> {
  const kept = await (await auth.$context).internalAdapter.findVerificationValue(identifier)
  return kept ? emailOf(auth, kept.value) : null
}

async function emailOf(auth: Auth, login: string): Promise<string | null> {
  return (await (await auth.$context).internalAdapter.findUserById(login))?.email.toLowerCase() ?? null
}
