import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Letter } from '../mail/mailer.ts'

/** Somebody is asked to sign in for the first time. */
export interface Invitation {
  readonly email: string
  readonly name: string
  readonly organisation: { readonly id: string; readonly name: string }
  /** The name of whoever invites. */
  readonly by: string
}

/** How long an invitation can be accepted, in days. */
export const INVITATION_DAYS = 14

const content = z.object({ email: z.string(), name: z.string(), organisation: z.string(), until: z.number() })

/** What an invitation's link says: the organisation by its name, the end of its time in milliseconds since 1970. */
export type Invited = Readonly<z.output<typeof content>>

export interface InvitationKey {
  readonly publicUrl: string
  readonly secret: Buffer
}

/** Where somebody chooses the first password of an address. Whoever has the link can, so it goes to nobody else. */
export function invitationLink({ email, name, organisation }: Omit<Invitation, 'by'>, { publicUrl, secret }: InvitationKey, now = Date.now()): string {
  const token = invitationToken({ email: email.toLowerCase(), name, organisation: organisation.name, until: now + INVITATION_DAYS * 86_400_000 }, secret)
  return `${publicUrl}/invitation?token=${token}`
}

/** The letter with the link. */
export function invitationLetter(invitation: Invitation, key: InvitationKey, now = Date.now()): Letter {
  const { email, name, organisation, by } = invitation
  return {
    to: email,
    subject: `${by} invites you to ${organisation.name} on Ringdown`,
    text:
      `Hello ${name},\n\n${by} has added you to ${organisation.name} on Ringdown, the team's business phone.\n\n` +
      `Open this link within ${INVITATION_DAYS} days to choose a password:\n${invitationLink(invitation, key, now)}\n\n` +
      'If you sign in to Ringdown with this address already, there is nothing to choose: the organisation is in your list.\n',
  }
}

/** The link's token: what it says, and a signature over it. It is worth nothing any more once the address has a login. */
export function invitationToken(invited: Invited, secret: Buffer): string {
  const said = Buffer.from(JSON.stringify(invited)).toString('base64url')
  return `${said}.${signature(said, secret)}`
}

/** Null for a token that we did not make, or whose time is over. */
export function readInvitation(token: string, { secret, now = Date.now() }: { readonly secret: Buffer; readonly now?: number }): Invited | null {
  const [said = '', sign = ''] = token.split('.')
  const [expected, given] = [Buffer.from(signature(said, secret)), Buffer.from(sign)]
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null
  const invited = content.parse(JSON.parse(Buffer.from(said, 'base64url').toString()))
  return invited.until > now ? invited : null
}

function signature(said: string, secret: Buffer): string {
  return createHmac('sha256', secret).update(said).digest('base64url')
}
