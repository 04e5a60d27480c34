import { z } from 'zod'
import { isDone, type Asking } from './asking.ts'
import { ownDeed } from './own-deed.ts'

/** Has a link sent to another e-mail address. Nothing changes before it is opened: see `confirmNewEmail`. */
export const askNewEmail = ownDeed({
  input: z.strictObject({ newEmail: z.email().max(254) }),
  records: ['sign-in.email-asked'],
  changed: () => ({}),
  act: ({ ask }: Asking, input) => ask('/change-email', input),
  isDone,
})
