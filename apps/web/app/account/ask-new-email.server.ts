import type { RouterContextProvider } from 'react-router'
import { z } from 'zod'
import { Member } from '#infra/db/member/member.ts'
import { askIdentity, TOO_MANY_TRIES } from '../access/ask-identity.server.ts'
import { servicesContext } from '../access/services.ts'
import { sessionContext } from '../access/session.ts'

const address = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase())

export interface AskedEmail {
  readonly status: number
  readonly trouble: string | null
  /** The new address, as it was understood. */
  readonly to: string
}

/** Sends a link to a new address of the person who asks, once their password has shown that it is them. Nothing changes before the link is opened. */
export async function askNewEmail(
  asker: { readonly request: Request; readonly context: Readonly<RouterContextProvider> },
  { email, password }: { readonly email: string; readonly password: string },
): Promise<AskedEmail> {
  const { context } = asker
  const read = address.safeParse(email.trim())
  const not = (status: number, trouble: string): AskedEmail => ({ status, trouble, to: email })
  if (!read.success) return not(422, 'This is not an e-mail address.')
  const to = read.data
  const session = context.get(sessionContext)
  if (to === session.email.toLowerCase()) return not(422, 'This is your address already.')
  const { status } = await askIdentity(asker, { path: '/verify-password', body: { password } })
  if (status !== 200)
    return not(status === 429 ? 429 : 422, status === 429 ? TOO_MANY_TRIES : 'The password is not right.')
  const { db, identity } = context.get(servicesContext)
  for (const { organisation } of await identity.memberships(session.email)) {
    const known = await db.withOrganisation(organisation.id, (em) => em.count(Member, { email: to }))
    if (known > 0) return not(409, `Somebody in ${organisation.name} has this address already.`)
  }
  const asked = await askIdentity(asker, { path: '/change-email', body: { newEmail: to } })
  if (asked.status === 429) return not(429, TOO_MANY_TRIES)
  return asked.status === 200
    ? { status: 200, trouble: null, to }
    : not(502, 'The e-mail with the link could not be sent. Try again later.')
}
