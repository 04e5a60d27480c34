import { z } from 'zod'
import { isDone, type Asking } from './asking.ts'
import { ownDeed } from './own-deed.ts'

/** Signs out every other browser. */
export const endOtherSessions = ownDeed({
  input: z.strictObject({}),
  records: ['sign-in.sessions-ended'],
  changed: () => ({ browsers: [null, 'all others'] }),
  act: ({ ask }: Asking, input) => ask('/revoke-other-sessions', input),
  isDone,
})
