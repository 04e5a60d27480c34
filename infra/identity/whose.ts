import type { Auth } from './auth.ts'
import type { Ask } from './identity.ts'

/** What is asked of sign-in, and who is signed in with the browser. */
export type Question = Pick<Ask, 'path' | 'body' | 'request'> & { readonly signedInAs: string | null }

/**
 * The e-mail address of the account that a question to sign-in is about, before it is asked; null when nobody can be
 * told from it. That there is such an account is not said.
 */
export async function whose(auth: Auth, { path, body, request, signedInAs }: Question): Promise<string | null> {
  const { email, token } = body
  if (path === '/sign-in/email' || path === '/request-password-reset') return typeof email === 'string' ? email.trim().toLowerCase() : null
  if (path === '/reset-password') return typeof token === 'string' ? behind(auth, `reset-password:${token}`) : null
  if (signedInAs !== null || !path.startsWith('/two-factor/')) return signedInAs
  const step = await secondStep(auth, request)
  return step === null ? null : behind(auth, step)
}

/** Whose password was right in this browser and whose code is awaited, as better-auth's cookie names it. The name is a secret. */
async function secondStep(auth: Auth, request: Request): Promise<string | null> {
  const { name } = (await auth.$context).createAuthCookie('two_factor')
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [called = '', value = ''] = pair.trim().split('=')
    const [step = ''] = value.split('.')
    if (called === name && step.startsWith('2fa-')) return step
  }
  return null
}

async function behind(auth: Auth, identifier: string): Promise<string | null> {
  const { internalAdapter } = await auth.$context
  const kept = await internalAdapter.findVerificationValue(identifier)
  const user = kept && (await internalAdapter.findUserById(kept.value))
  return user ? user.email.toLowerCase() : null
}
