import { z } from 'zod'
import { ownDeed } from './own-deed.ts'

interface AtBrowser {
  /** Ends one of the person's sessions, by its id. False when it is none of theirs. */
  endSession(id: string): Promise<boolean>
}

/** Signs out one other browser. False where it was signed out already. */
export const endSession = ownDeed({
  input: z.strictObject({ session: z.string().max(500) }),
  records: ['sign-in.sessions-ended'],
  changed: () => ({ browsers: [null, 'one other'] }),
  act: (context: AtBrowser, { session }) => context.endSession(session),
  isDone: Boolean,
})
