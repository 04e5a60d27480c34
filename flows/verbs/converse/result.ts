import { z } from 'zod'
import { aiEnds } from './assistant.ts'

/** What came of letting an assistant talk, as its document tells it. */
export type ConverseResult = z.output<typeof converseResult>
export const converseResult = z
  .object({
    kind: z.literal('conversed'),
    end: z.enum(aiEnds),
    reason: z.string().max(300),
    values: z.record(z.string().max(40), z.string().max(200)),
  })
  .readonly()
