import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Letter } from '../mail/mailer.ts'
import type { Auth } from './auth.ts'

/** From which address to which a link changes a login. */
export interface EmailChange {
  readonly from: string
  readonly to: string
}

/** `over`: the link is too old, was used, or is none of ours. `taken`: an organisation of theirs has somebody with the new address. */
export type ChangedEmail = 'changed' | 'over' | 'taken'

/** The letter with the link, to the new address. */
export function changeLetter(
  to: string,
  { publicUrl, token }: { readonly publicUrl: string; readonly token: string },
): Letter {
  return {
    to,
    subject: 'Confirm your new e-mail address for Ringdown',
    text: `You asked to sign in to Ringdown with this address.\n\nOpen this link within an hour to confirm it:\n${publicUrl}/change-email?token=${encodeURIComponent(token)}\n\nIf it was not you, do nothing: nothing changes.\n`,
  }
}

/** How long such a link works. Hours. */
export const CHANGE_HOURS = 1

/** What a link of ours says; null for one that is not ours, or too old. @param secret with which sign-in signs. */
export function changeIn(
  token: string,
  { secret, now = Date.now() }: { readonly secret: string; readonly now?: number },
): EmailChange | null {
  const [head = '', said = '', sign = ''] = token.split('.')
  // better-auth's links are JSON Web Tokens, signed by HMAC
  const [expected, given] = [
    createHmac('sha256', secret).update(`${head}.${said}`).digest(),
    Buffer.from(sign, 'base64url'),
  ]
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null
  const read = shape.safeParse(JSON.parse(Buffer.from(said, 'base64url').toString()))
  return read.success && read.data.exp * 1000 > now
    ? { from: read.data.email.toLowerCase(), to: read.data.updateTo.toLowerCase() }
    : null
}

const shape = z.object({ email: z.email(), updateTo: z.email(), exp: z.number() })

/** Gives the login its new address, and with it the person's memberships. */
export async function changeEmail(auth: Auth, token: string): Promise<ChangedEmail> {
  try {
    await auth.api.verifyEmail({ query: { token } })
    return 'changed'
  } catch (error) {
    if (isTaken(error)) return 'taken'
    if (error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500) return 'over'
    throw error
  }
}

/** Two members of an organisation, or two logins, would share an address. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && ('code' in error && error.code === '23505' ? true : isTaken(error.cause))
}
