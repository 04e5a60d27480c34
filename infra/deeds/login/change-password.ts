import { z } from 'zod'
import { isDone, type Asking } from './asking.ts'
import { ownDeed } from './own-deed.ts'
import { password } from './password.ts'

/** Chooses another password, with the one before. `revokeOtherSessions`: whoever is signed in elsewhere is out. */
export const changePassword = ownDeed({
  input: z.strictObject({ currentPassword: password, newPassword: password, revokeOtherSessions: z.boolean() }),
  records: ['sign-in.password-changed'],
  changed: () => ({ how: [null, 'with the one before'] }),
  act: ({ ask }: Asking, input) => ask('/change-password', input),
  isDone,
})
