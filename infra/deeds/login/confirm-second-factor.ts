import { z } from 'zod'
import { isDone, type Asking } from './asking.ts'
import { ownDeed } from './own-deed.ts'

/** Turns the second factor on, with a code that shows that the app has its key. */
export const confirmSecondFactor = ownDeed({
  input: z.strictObject({
    code: z.string().max(100),
    /** It is one of the recovery codes. */
    recovery: z.boolean().default(false),
  }),
  records: ['sign-in.factor-on'],
  changed: () => ({}),
  act: ({ ask }: Asking, { code, recovery }) =>
    ask(recovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', { code }),
  isDone,
})
