import { z } from 'zod'

/** What came of asking for a message: the recording's address at the carrier and its length, or none. */
export type RecordResult = z.output<typeof recordResult>
export const recordResult = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('recorded'), url: z.string().min(1), seconds: z.number().min(0) }),
    z.object({ kind: z.literal('not-recorded') }),
  ])
  .readonly()
