import type { CallEvent, Happening, LegEnd, Outcome } from './happenings/happening.ts'
import type { Step } from '../verbs/instruction.ts'
import type {
  FetchOutcome,
  LegId,
  OutboundRequest,
  OutboundText,
  RingHow,
  RingManner,
  TextOutcome,
} from '../live-call.ts'
import type { Whom } from './party.ts'

/**
 * The hands of an open call: whatever dials, moves and ends legs and keeps time for it. Temporal
 * is one exchange, the rehearsal's virtual carrier another; the call itself is the same code.
 *
 * Every order carries the events that have happened since the last one, so that writing them
 * costs no order of its own.
 */
export interface Exchange {
  /** Milliseconds since 1970, by the exchange's own clock. */
  now(): number
  /** A timer; `why` names it for people who read the history. */
  after(ms: number, why: string): Timer
  /** Places legs, all at once. Never throws: what is not known comes back as `lost`. */
  dial(order: DialOrder): Promise<Answer<{ readonly legs: readonly Dialled[] }>>
  /** Moves a leg to a step, then ends others. Never throws, as no order does. */
  move(order: MoveOrder): Promise<Answer<Moved>>
  /** Ends legs, and tries for a while until they are over; those being dialled, once. Ending what has ended is fine. */
  end(order: EndOrder): Promise<Answer<Ended>>
  /** Asks the carrier what has become of legs about which no news has come. */
  lookUp(order: LookUpOrder): Promise<Answer<LookedUp>>
  /** Asks a web service; it may be asked again under the same name, should nobody know whether it was. */
  fetch(order: FetchOrder): Promise<Answer<Outside<FetchOutcome>>>
  /** Gives the carrier a text message, to each of its readers once at most. */
  text(order: TextOrder): Promise<Answer<Outside<TextOutcome>>>
  /** The last order of a call: writes what is left and lets the work after the call begin. */
  close(order: CloseOrder): Promise<void>
}

export interface Timer {
  /** Resolves when the time is up, and never when cancelled. */
  readonly up: Promise<void>
  cancel(): void
}

/** What came of an order; `written` says whether its events are in the database now. */
export type Answer<T> = T & { readonly written: boolean }

interface Order {
  readonly events: readonly KeyedEvent[]
  /** The title of the node that this is done for. */
  readonly node: string
}

/** An event with its name in the call (`eventKey`), the same when an order is repeated. */
export interface KeyedEvent {
  readonly key: string
  readonly event: CallEvent
}

export interface DialOrder extends Order {
  /** How these people are rung; it appears in the story. */
  readonly order: RingHow['order']
  readonly legs: readonly LegOrder[]
}

export interface LegOrder extends Whom, RingManner {
  readonly leg: LegId
  readonly address: string
  /** Nobody's of the organisation: whether it may be called is looked at more closely. Absent where not. */
  readonly outside?: true
  /** The other addresses of the same party: whoever talks at one of them is talking. Absent where there are none. */
  readonly also?: readonly string[]
  /** How long the phone rings, in seconds; the carrier keeps this time. */
  readonly seconds: number
}

export type Dialled = { readonly leg: LegId } & (
  | { readonly result: 'dialled'; readonly carrier: string }
  /** This party is in another talk at this moment, there or at another of its addresses. */
  | { readonly result: 'talking' }
  | { readonly result: 'refused'; readonly why: LegEnd; readonly detail: string }
  /** The carrier's answer was lost: the phone may or may not ring. */
  | { readonly result: 'lost' }
  /** Nobody is waiting for this person any more: they were not rung, or their phone was stopped at once. */
  | { readonly result: 'called-off'; readonly carrier: string | null }
  /** The call's document decides by itself now: nothing may be dialled. */
  | { readonly result: 'document-drives' }
)

/** A leg as the carrier knows it; the id is null while it is not known. */
export interface LegRef extends Whom {
  readonly leg: LegId
  readonly carrier: string | null
  readonly address: string
  /** When the call ordered it, by the exchange's clock; milliseconds since 1970. */
  readonly orderedAt: number
  /** The order to dial it has not come back: it may yet be placed. */
  readonly dialling: boolean
}

export interface MoveOrder extends Order {
  readonly step: Step
  /** Whose step it is; absent for the caller's. */
  readonly leg?: LegRef
  /** Legs to end after that one has been moved. */
  readonly end: readonly LegRef[]
  /** Who has the call: whoever has picked up one of those legs is told. Null when nobody has. */
  readonly takenBy: string | null
  /** The order is given again because its answer was lost, or nothing came of it: nothing is sent if the document has begun. */
  readonly unlessBegun: boolean
  /** Whose person waits for the caller in the room; null or absent when nobody does. */
  readonly meets?: LegId | null
}

export interface Moved {
  /** What became of the leg, mostly the caller's. `gone`: it is over. `unsure`: the carrier's answer was lost. */
  readonly caller: 'moved' | 'gone' | 'refused' | 'unsure' | 'document-drives'
  /** When the caller's leg ended, by the carrier's log; null or absent where it does not say. */
  readonly callerEndedAt?: number | null
  /** Of a step that brings the caller into the room: whether its document was heard to begin within a moment. Absent where nobody can say. */
  readonly begun?: boolean
  readonly ended: readonly LegId[]
  /** Legs that had ended before: why, their callbacks tell. Absent where there are none. */
  readonly over?: readonly LegId[]
  /** Legs whose people are being told who has the call; these then end by themselves. Absent where nobody is. */
  readonly told?: readonly LegId[]
}

export interface EndOrder extends Order {
  readonly legs: readonly LegRef[]
  /** Somebody has ended the call: its caller is hung up on. Absent where not. */
  readonly caller?: true
  /** Legs of people who accepted and now wait for nobody: they are told that the caller has gone, then ended. */
  readonly farewell: readonly LegRef[]
  /** Whether the caller has gone and met nobody: whoever has picked up one of these legs is told so. Absent in orders of earlier releases. */
  readonly goodbye?: boolean
  /** Only legs that still ring are ended: whoever has picked up by now goes on. Absent where all are. */
  readonly onlyRinging?: true
  /** The call closes as soon as these legs are over. Absent where it goes on. */
  readonly closes?: true
  /** The order was given before, and may have ended what is over now. Absent where not. */
  readonly again?: true
}

export interface Ended {
  /** The caller's leg is over, as was ordered. Absent where it was not. */
  readonly caller?: true
  /** Legs known to be over now. */
  readonly ended: readonly LegId[]
  /** Legs that had ended before: why, their callbacks tell. Absent where there are none. */
  readonly over?: readonly LegId[]
  /** Legs whose people are being told that the caller has gone; these then end by themselves. Absent where none is. */
  readonly told?: readonly LegId[]
}

export interface LookUpOrder extends Order {
  readonly legs: readonly LegRef[]
  /** Whether to ask for the caller's leg too. */
  readonly caller: boolean
  /** A leg: whether its person has met the caller is read from our own rows. */
  readonly met: LegId | null
  /** Rows that take their time are not waited for. Absent where they are. */
  readonly atOnce?: true
}

export interface LookedUp {
  readonly callerEnded: boolean
  /** When the caller's leg ended, by the carrier's log, milliseconds since 1970; null or absent where it does not say. */
  readonly callerEndedAt?: number | null
  /** When the person of the asked leg and the caller were first in the room together, milliseconds since 1970. */
  readonly metAt: number | null
  readonly legs: readonly FoundLeg[]
}

export type FoundLeg = { readonly leg: LegId; readonly carrier: string | null } & (
  | { readonly state: 'waiting' | 'ringing' | 'answered' }
  /** `at` by the carrier's log, milliseconds since 1970; null or absent where it does not say. */
  | { readonly state: 'ended'; readonly why: LegEnd; readonly at?: number | null }
  /** Neither we nor the carrier know of such a leg: it was not placed, or does not show yet. */
  | { readonly state: 'unknown' }
  /** The carrier has a leg that may be this one, but may just as well be another call's. */
  | { readonly state: 'unclear' }
)

export interface FetchOrder extends Order {
  /** The same when the order is given again, and no other's of its call. */
  readonly id: string
  readonly request: OutboundRequest
}

export interface TextOrder extends Order {
  /** As of what is fetched. */
  readonly id: string
  readonly message: OutboundText
}

/** What came of something that no phone has a part in. */
export interface Outside<Came> {
  /** `document-drives`: nothing was done, as the call's document decides by itself now. */
  readonly came: Came | 'document-drives'
  /** What happened and could not be kept with it. Mostly nothing: whatever becomes of the call meanwhile, it is kept where it is done. */
  readonly untold: readonly Happening[]
}

export interface CloseOrder extends Order {
  /** The caller is still there and is to be hung up on. */
  readonly endCaller: boolean
  readonly outcome: Outcome
  readonly endedAt: number
  /** The caller was asked for a message, and none is known yet or it must be fetched. */
  readonly expectsRecording: boolean
}
