import type { Arrival } from './arrival.ts'
import type { Ends } from './ends.ts'
import type { EventJournal } from './event-journal.ts'
import type { Exchange } from './exchange.ts'
import type { LegBook } from './leg-book.ts'
import type { LegSteps } from './leg-steps.ts'
import type { Orders } from './orders.ts'
import type { Rings } from './rings.ts'
import type { Room } from './room.ts'
import type { Steps } from './steps.ts'
import type { Waiting } from './waiting.ts'

/** What an open call is made of, by name: whatever works on a call names the parts that it needs. */
export interface CallParts {
  readonly arrival: Arrival
  readonly exchange: Exchange
  /** What has happened, and where the call stands by that. */
  readonly journal: EventJournal
  readonly waiting: Waiting
  /** The caller's leg: the steps that it was given, and what their documents told. */
  readonly caller: LegSteps
  /** The legs of people, each with steps of its own. */
  readonly legs: LegBook
  readonly rings: Rings
  readonly room: Room
  readonly ends: Ends
  readonly orders: Orders
  readonly steps: Steps
}
