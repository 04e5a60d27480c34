import { z } from 'zod'
import type { ModelPlace } from '../ai/model.ts'
import type { Playing } from '../ai/playing.ts'
import type { Clock } from '../clock.ts'
import type { CallHeader, EndReason, Leg } from '../engine/leg.ts'
import type { Rooms } from '../engine/rooms.ts'
import type { AiPost } from '../outgoing/ask-tool.ts'
import type { OutgoingRequest, OutgoingResult } from '../outgoing/exchange.ts'
import type { Settings } from '../settings.ts'
import type { Instruction, ReadDocument, ScriptDocument } from './document.ts'
import { ScriptFailure } from './issue.ts'
import type { Scope } from './scope.ts'

/** What verbs may use of the carrier. */
export interface Services {
  readonly clock: Clock
  readonly settings: Settings
  readonly rooms: Rooms
  /** Answers a leg that is not answered yet. */
  answer(leg: Leg): void
  /** Ends a leg so many seconds after its answer, instead of at its limit so far; at first that is the carrier's own, four hours. */
  limit(leg: Leg, seconds: number): void
  /** Ends a leg from the carrier's side. */
  end(leg: Leg, order: { reason: EndReason; why: string }): void
  /** Fetches a document, signed; the fallback when the first URL fails. @throws ScriptFailure when neither answers */
  fetchDocument(leg: Leg, order: FetchOrder): Promise<ReadDocument>
  /** Makes a request that is not signed. */
  request(order: OutgoingRequest): Promise<OutgoingResult>
  /** Posts what an assistant says to its product. */
  askTool(post: AiPost): Promise<OutgoingResult>
  /** How assistants play now. */
  playing(): Playing
  /** The language model that plays instead of rules; null when there is none. */
  readonly model: ModelPlace | null
  /** What posts say of whose account they come from. */
  readonly ids: { readonly project_id: string; readonly space_id: string }
  /** Sends a status callback in the event envelope. */
  tellStatus(leg: Leg, order: { url: string; eventType: string; params: Record<string, unknown> }): void
  /** Places a leg for `connect`. */
  place(order: PlaceOrder): Leg
  /** Lets a leg that `connect` placed go through its confirm; it hangs up when the confirm says so. */
  runConfirm(leg: Leg, order: ConfirmOrder): Promise<void>
  /** Keeps what was said. */
  keepRecording(
    leg: Leg,
    order: { words: string[]; seconds: number; startedAt: number; stereo: boolean; conference: string | null },
  ): Promise<KeptRecording>
  /** Notes trouble with a script: in the call's story, its log, and the variable `script_error`. */
  warn(session: Pick<Session, 'leg' | 'scope'>, failure: ScriptFailure['issue']): void
}

/** A document to be fetched. */
export interface FetchOrder {
  url: string
  method: 'GET' | 'POST'
  fallbackUrl?: string
  /** How the fallback is asked; like the first URL unless told. */
  fallbackMethod?: 'GET' | 'POST'
  scope: Scope
  params: Record<string, unknown>
}

/** A leg that `connect` wants. */
export interface PlaceOrder {
  parent: Leg
  from: string
  to: string
  /** Ring time in seconds. */
  timeout: number
  /** SIP headers that are shown to whoever is called. */
  headers: readonly CallHeader[]
  status?: { url: string; events: string[] }
}

/** What somebody who was reached by `connect` goes through before being connected. */
export interface ConfirmOrder {
  confirm: string | Record<string, unknown>[]
  scope: Scope
  signal: AbortSignal
}

/** A recording as a document's variables and events need it. */
export interface KeptRecording {
  id: string
  url: string
  seconds: number
  bytes: number
}

/** A running document. */
export interface Session {
  readonly leg: Leg
  readonly scope: Scope
  readonly services: Services
  /** Fires when the leg ends or gets another document. */
  readonly signal: AbortSignal
  readonly document: ScriptDocument
  /** How often each `goto` has jumped. */
  readonly jumps: Map<object, number>
  /** Runs a list of instructions in this document, as `cond` and the like need it. */
  runList(list: readonly Instruction[]): Promise<Outcome>
  /** The same leg and variables with another document: what `execute` of a URL runs in. */
  within(document: ScriptDocument): Session
}

/** What a verb leaves to its list: go on, jump, return from `execute`, or run another document. */
export type Outcome =
  | { kind: 'next' }
  | { kind: 'goto'; label: string }
  | { kind: 'return'; value: unknown }
  | { kind: 'transfer'; document: ScriptDocument; section: string; params: Record<string, unknown> }
  | { kind: 'hangup'; reason: EndReason }

/** What a verb does. `params` are what follows the verb's name, unexpanded. */
export type Verb = (params: unknown, session: Session) => Promise<Outcome>

/** The outcome of a verb that just goes on. */
export const NEXT: Outcome = { kind: 'next' }

/** A number that may have come from a variable. */
export const amount = z.coerce.number()

/** A boolean that may have come from a variable. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false', '']).transform((word) => word === 'true')])

/** Reads a verb's expanded parameters. @throws ScriptFailure when a variable had a value that does not fit */
export function read<T>(schema: z.ZodType<T>, { value, verb }: { value: unknown; verb: string }): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new ScriptFailure(
    'relay_script_method_parameter_invalid_value',
    `${verb}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  )
}
