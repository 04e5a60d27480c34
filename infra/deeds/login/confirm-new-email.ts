import { z } from 'zod'
import type { ChangedEmail } from '../../identity/change-email.ts'
import type { Identity } from '../../identity/identity.ts'
import { ownDeed } from './own-deed.ts'

type AtSignIn = Pick<Identity, 'changeEmail'>

/** Gives a login the address `to`, to which the link with this token went. Its memberships follow. */
export const confirmNewEmail = ownDeed({
  input: z.strictObject({ token: z.string().max(2_000), to: z.email().max(254) }),
  records: ['sign-in.email-changed'],
  changed: ({ to }, { account }) => ({ 'e-mail': [account, to] }),
  act: ({ changeEmail }: AtSignIn, { token }): Promise<ChangedEmail> => changeEmail(token),
  isDone: (became) => became === 'changed',
})
