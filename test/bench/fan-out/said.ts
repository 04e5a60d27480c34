import { z } from 'zod'

/** What the process with the browsers is told. */
export const orderForm = z.object({
  /** Opens this many streams there, taking the cookies in turns. */
  url: z.string(),
  cookies: z.array(z.string()),
  streams: z.number(),
  /** How to recognise the first words of a stream that misses nothing from then on. */
  ready: z.string(),
})
export type Order = z.output<typeof orderForm>

/** What it says. Times in milliseconds of the machine's monotonic clock, the same in every process. */
export const saidForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  /** All streams have had one more event; in which order does not matter. */
  z.object({
    kind: z.literal('heard'),
    first: z.number(),
    median: z.number(),
    last: z.number(),
    /** How long after the event before, which a banner shows, the changed row of the list came where that took longest. Null where none came. */
    rowAfter: z.number().nullable(),
  }),
  z.object({ kind: z.literal('lost'), why: z.string() }),
])
export type Said = z.output<typeof saidForm>

/** Now, by the clock that all processes of this machine share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
