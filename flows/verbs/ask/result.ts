import { z } from 'zod'

/** What was heard when the question was asked for the last time; `secret` marks what nobody may see, so that records of it leave it out. */
export type AskResult = z.output<typeof askResult>
export const askResult = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('heard'),
      by: z.enum(['keys', 'voice']),
      text: z.string(),
      secret: z.literal(true).optional(),
    }),
    z.object({ kind: z.literal('heard-nothing') }),
  ])
  .readonly()
