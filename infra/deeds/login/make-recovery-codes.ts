import { z } from 'zod'
import { isDone, type Asking } from './asking.ts'
import { ownDeed } from './own-deed.ts'
import { password } from './password.ts'

/** Makes new recovery codes, in the answer; the ones before are worth nothing. */
export const makeRecoveryCodes = ownDeed({
  input: z.strictObject({ password }),
  records: ['sign-in.recovery-codes'],
  changed: () => ({}),
  act: ({ ask }: Asking, input) => ask('/two-factor/generate-backup-codes', input),
  isDone,
})
