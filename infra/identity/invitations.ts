import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { inOneLine } from '#flows/story/one-line.ts'
import type { Letter } from '../mail/mailer.ts'

/** Somebody is asked whether they want to belong to an organisation. */
export interface Invitation {
  /** Id of the member that they would be. */
  readonly member: string
  readonly email: string
  readonly name: string
  readonly organisation: { readonly id: string; readonly name: string }
  /** The name of whoever invites. */
  readonly by: string
}

/** How long an invitation can be accepted, in days. */
export const INVITATION_DAYS = 14

const content = z.object({
  member: z.string().optional(),
  email: z.string(),
  name: z.string(),
  organisation: z.string(),
  until: z.number(),
})

/** What an invitation's link says: the member (links of earlier versions name none), the organisation by its name, the end of its time in milliseconds since 1970. */
export type Invited = Readonly<z.output<typeof content>>

export interface InvitationKey {
  readonly publicUrl: string
  readonly secret: Buffer
}

/** Where somebody accepts, and chooses the first password of an address that has none. Whoever has the link can, so it goes to nobody else. */
export function invitationLink(
  { member, email, name, organisation }: Omit<Invitation, 'by'>,
  { publicUrl, secret }: InvitationKey,
  now = Date.now(),
): string {
  const token = invitationToken(
    {
      member,
      email: email.toLowerCase(),
      name,
      organisation: organisation.name,
      until: now + INVITATION_DAYS * 86_400_000,
    },
    secret,
  )
  return `${publicUrl}/invitation?token=${token}`
}

/** The letter with the link. */
export function invitationLetter(invitation: Invitation, key: InvitationKey, now = Date.now()): Letter {
  const { email } = invitation
  // names may be older than the rule that they are one line each, and what they break would be read as ours
  const [name, organisation, by] = [invitation.name, invitation.organisation.name, invitation.by].map(inOneLine)
  return {
    to: email,
    subject: `${by} invites you to ${organisation} on Ringdown`,
    text:
      `Hello ${name},\n\n${by} invites you to ${organisation} on Ringdown, the team's business phone.\n\n` +
      `Open this link within ${INVITATION_DAYS} days to join:\n${invitationLink(invitation, key, now)}\n\n` +
      'There you choose a password, or sign in with the one you have. If you do not want to join, ignore this message.\n',
  }
}

/** The link's token: what it says, and a signature over it. It is worthless once the address has a login. */
export function invitationToken(invited: Invited, secret: Buffer): string {
  const said = Buffer.from(JSON.stringify(invited)).toString('base64url')
  return `${said}.${signature(said, secret)}`
}

/** Null for a token that we did not make, or whose time is over. */
export function readInvitation(
  token: string,
  { secret, now = Date.now() }: { readonly secret: Buffer; readonly now?: number },
): Invited | null {
  const [said = '', sign = ''] = token.split('.')
  const [expected, given] = [Buffer.from(signature(said, secret)), Buffer.from(sign)]
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null
  const invited = content.parse(JSON.parse(Buffer.from(said, 'base64url').toString()))
  return invited.until > now ? invited : null
}

function signature(said: string, secret: Buffer): string {
  return createHmac('sha256', secret).update(said).digest('base64url')
}
