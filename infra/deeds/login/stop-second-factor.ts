import { z } from 'zod'
import { isDone, type Asking } from './asking.ts'
import { ownDeed } from './own-deed.ts'
import { password } from './password.ts'

/** Turns the second factor off. */
export const stopSecondFactor = ownDeed({
  input: z.strictObject({ password }),
  records: ['sign-in.factor-off'],
  changed: () => ({}),
  act: ({ ask }: Asking, input) => ask('/two-factor/disable', input),
  isDone,
})
