import { z } from 'zod'
import { isDone, type Asking } from './asking.ts'
import { ownDeed } from './own-deed.ts'
import { password } from './password.ts'

/** Chooses another password with a link from a letter, which signs out everywhere. */
export const choosePassword = ownDeed({
  input: z.strictObject({ newPassword: password, token: z.string().max(500) }),
  records: ['sign-in.password-changed'],
  changed: () => ({ how: [null, 'with a link from a letter'] }),
  act: ({ ask }: Asking, input) => ask('/reset-password', input),
  isDone,
})
