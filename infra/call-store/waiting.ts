import { z } from 'zod'
import type { Arrival } from '#flows/call/arrival.ts'
import type { CallEvent } from '#flows/call/happenings/happening.ts'
import type { CallKey, KeptNews } from './store.ts'

/** What waits on the disk for the database. */
export type Waiting =
  | { readonly kind: 'arrival'; readonly arrival: Arrival }
  | { readonly kind: 'driver'; readonly key: CallKey }
  | { readonly kind: 'spoken'; readonly key: CallKey }
  | { readonly kind: 'left'; readonly key: CallKey; readonly at: number }
  | {
      readonly kind: 'events'
      readonly key: CallKey
      readonly events: readonly { readonly key: string; readonly event: CallEvent }[]
    }
  | { readonly kind: 'news'; readonly news: KeptNews }

/** Which call it belongs to. */
export function callOf(what: Waiting): string {
  switch (what.kind) {
    case 'arrival':
      return what.arrival.facts.call
    case 'news':
      return what.news.call
    case 'driver':
    case 'spoken':
    case 'left':
    case 'events':
      return what.key.call
  }
}

/** Reads a file of the queue; null when it is torn, or says something other than we write. */
export function readWaiting(text: string): Waiting | null {
  try {
    const read = shape.safeParse(JSON.parse(text))
    // checked as far as the queue itself relies on it; the rest is what we wrote and the database checks
    return read.success ? (read.data as unknown as Waiting) : null
  } catch {
    return null
  }
}

/** No text of the database holds a NUL, and a name with one would be refused together with everything behind it. */
const name = z.string().regex(/^[^\0]+$/)
const key = z.object({ organisation: name, call: name })
const shape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('arrival'),
    arrival: z.looseObject({
      organisation: name,
      facts: z.looseObject({ call: name, number: z.looseObject({}), caller: z.looseObject({}) }),
    }),
  }),
  z.object({ kind: z.literal('driver'), key }),
  z.object({ kind: z.literal('spoken'), key }),
  z.object({ kind: z.literal('left'), key, at: z.number() }),
  z.object({
    kind: z.literal('events'),
    key,
    events: z.array(
      z.object({ key: name, event: z.looseObject({ at: z.number(), what: z.looseObject({ kind: z.string() }) }) }),
    ),
  }),
  z.object({
    kind: z.literal('news'),
    news: z.looseObject({ organisation: name, call: name, key: name, news: z.looseObject({ kind: z.string() }) }),
  }),
])
