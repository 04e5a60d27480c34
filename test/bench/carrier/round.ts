import { z } from 'zod'

/** Where a number's document is fetched, and where the end of a caller's leg is told. */
export type Line = z.output<typeof lineForm>
const lineForm = z.object({ documentUrl: z.url(), statusUrl: z.url() })

/** A round of calls that the carrier is to bring, as it is posted to its `/bench/round`. */
export type Round = z.input<typeof roundForm>
export const roundForm = z.object({
  /** The numbers that are dialled, one after another. */
  lines: z.array(lineForm).min(1),
  calls: z.int().min(1).max(2000),
  perSecond: z.number().positive().max(50),
  seed: z.int(),
  /** The names of the calls begin with this; no two rounds may share it. */
  prefix: z.string().min(1),
  /** `third accepts`: two phones ring out after a second, the third one is picked up. `ring on`: nobody ever moves. */
  people: z.enum(['third accepts', 'ring on']),
  /** How long after the last call has come in the round is given up. Milliseconds. */
  patience: z.number().positive(),
})

/** What became of one call. Times are milliseconds after the moment at which the call was due; null when it never happened. */
export type CallRecord = z.output<typeof recordForm>
const recordForm = z.object({
  call: z.string(),
  documentAt: z.number().nullable(),
  firstDialAt: z.number().nullable(),
  /** From the press of 1 to the caller's entry into the room. */
  claimToRoom: z.number().nullable(),
  isDone: z.boolean(),
  trouble: z.string().nullable(),
})
export const recordsForm = z.array(recordForm)
