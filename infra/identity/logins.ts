import type { Auth } from './auth.ts'

export interface NewLogin {
  readonly email: string
  readonly name: string
  readonly password: string
}

/** Whether somebody can sign in with this address. */
export async function hasLogin(auth: Auth, email: string): Promise<boolean> {
  const { internalAdapter } = await auth.$context
  return (await internalAdapter.findUserByEmail(email.toLowerCase())) !== null
}

/** Makes a login whose address is known to be the person's own. False when there is one, which stays as it is: of two made at once, the table's own rule admits one. */
export async function addLogin(auth: Auth, { email, name, password }: NewLogin): Promise<boolean> {
  const { internalAdapter, password: passwords } = await auth.$context
  if (await hasLogin(auth, email)) return false
  const hash = await passwords.hash(password)
  const user = await internalAdapter
    .createUser({ email: email.toLowerCase(), name, emailVerified: true }, { method: 'email-password' })
    .catch(async (error: unknown) => {
      if (await hasLogin(auth, email)) return null // made at the same moment
      throw error
    })
  if (user === null) return false
  await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash })
  return true
}
