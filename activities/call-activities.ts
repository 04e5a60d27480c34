import type { CallerFacts } from '#flows/call/facts.ts'
import type { FetchOutcome, TextOutcome } from '#flows/live-call.ts'
import type { Speech } from '#flows/speech/speech.ts'
import type {
  Answer,
  CloseOrder,
  DialOrder,
  Dialled,
  Ended,
  EndOrder,
  FetchOrder,
  LookedUp,
  LookUpOrder,
  MoveOrder,
  Moved,
  Outside,
  TextOrder,
} from '#flows/call/exchange.ts'

/** Which call an order is for, and what its documents say about it. */
export interface CallRef {
  readonly organisation: string
  /** The carrier's id for the caller's leg. */
  readonly call: string
  readonly number: { readonly e164: string; readonly name: string }
  readonly caller: CallerFacts
  /** How callers and those who are rung are spoken to; absent where it is the carrier's own English. */
  readonly speech?: Speech
}

/**
 * What the call workflow asks of the world: one batch for each decision, never one activity a leg. `givenAt` is when it asked,
 * by Temporal's clock; milliseconds since 1970.
 */
export interface CallActivities {
  /** Places legs, all at once; repeated, it looks first for what was placed before. */
  dialLegs(call: CallRef, order: DialOrder, givenAt: number): Promise<Answer<{ readonly legs: readonly Dialled[] }>>
  /**
   * Moves the caller to a step, then ends legs. The move is tried once: a second one would restart what it plays. Where a
   * workflow task waits for it, whether its document begins is told afterwards, and only if it does not.
   */
  moveCaller(call: CallRef, order: MoveOrder, givenAt: number): Promise<Answer<Moved>>
  /** Ends legs; fails until each is known to be over, and is repeated. */
  endLegs(call: CallRef, order: EndOrder, givenAt: number): Promise<Answer<Ended>>
  /** Asks the carrier's log. */
  lookUpLegs(call: CallRef, order: LookUpOrder): Promise<Answer<LookedUp>>
  /** Asks a web service; repeated under the same id. */
  askService(call: CallRef, order: FetchOrder): Promise<Answer<Outside<FetchOutcome>>>
  /** Sends a text message; repeated, it sends nothing that may have been sent before. */
  sendTexts(call: CallRef, order: TextOrder): Promise<Answer<Outside<TextOutcome>>>
  /** Writes the call's end and starts what follows it; repeated until it succeeds. */
  closeCall(call: CallRef, order: CloseOrder): Promise<void>
}
