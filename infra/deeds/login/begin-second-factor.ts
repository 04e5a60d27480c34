import { z } from 'zod'
import { isDone, type Asking } from './asking.ts'
import { ownDeed } from './own-deed.ts'
import { password } from './password.ts'

/** Begins to set up an authenticator app: its key and recovery codes are in the answer. */
export const beginSecondFactor = ownDeed({
  input: z.strictObject({ password }),
  records: ['sign-in.factor-begun'],
  changed: () => ({}),
  act: ({ ask }: Asking, input) => ask('/two-factor/enable', input),
  isDone,
})
