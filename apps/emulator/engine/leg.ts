import { randomUUID } from 'node:crypto'
import type { Conversation } from '../ai/conversation.ts'
import type { Clock } from '../clock.ts'

/** Where a leg stands; what may follow is in {@link Leg.enter}. */
export type LegState = 'queued' | 'created' | 'ringing' | 'answered' | 'ended'

/** Why a leg ended, as the carrier spells it. */
export type EndReason = 'hangup' | 'cancel' | 'busy' | 'no_answer' | 'declined' | 'error'

/** What a leg's document plays to it while it is in no conversation. */
export type Sound = 'ringback' | 'speech' | 'music' | 'silence' | 'nothing'

/** What happens on a leg; whoever waits for something listens here. */
export type LegNews =
  | { what: 'state' }
  | { what: 'keys' }
  | { what: 'words'; text: string; ms: number }
  | { what: 'company' }
  | { what: 'sound'; detail: string }

/** One line of the story of a call. `seq` orders what happened in one millisecond. */
export interface TimelineNote {
  at: number
  seq: number
  who: string
  what: string
  detail: string
}

/** A SIP header that comes with a call. */
export interface CallHeader {
  name: string
  value: string
}

/** Who wants to hear of a leg's states. `byDial`: it was named by an API command, whose layout has a switch. */
export interface StatusTarget {
  url: string
  events: readonly string[]
  byDial: boolean
}

/** A line of the carrier's log of a leg. */
export interface LogLine {
  at: number
  level: 'info' | 'warn'
  name: string
  details: Record<string, unknown>
}

/** A room that a leg is in: what the leg has to know of it. */
export interface Company {
  /** The room's name; null for a bridge made by `connect`. */
  room: string | null
  /** False while the conference waits for somebody who starts it. */
  started: boolean
  /** Those who hear what this leg says, and are heard by it. */
  others(leg: Leg): Leg[]
}

let notes = 0

/** What the carrier's log calls the entering of each state. */
export const STATE_EVENTS: Readonly<Record<LegState, string>> = {
  queued: 'calling_call_queued',
  created: 'calling_call_initiated',
  ringing: 'calling_call_ringing',
  answered: 'calling_call_answered',
  ended: 'calling_call_ended',
}

const RANK: Record<LegState, number> = { queued: 0, created: 1, ringing: 2, answered: 3, ended: 4 }

/** One telephone connection between the carrier and somebody: the caller, or a phone that is rung. */
export class Leg {
  readonly id: string = randomUUID()
  readonly nodeId: string = randomUUID()
  /** Names the document's session in events. */
  readonly channel: string = `swml:${randomUUID()}`
  readonly direction: 'inbound' | 'outbound'
  headers: readonly CallHeader[] = []
  readonly from: string
  readonly to: string
  /** The number, or name, that the one who is called sees. */
  readonly shown: string
  state: LegState = 'queued'
  endReason: EndReason | null = null
  /** When each state was entered; `queued` is the moment the leg was ordered. */
  readonly times: Partial<Record<LegState, number>> = {}
  /** Keys pressed that no document has taken yet. */
  keys = ''
  sound: Sound = 'nothing'
  company: Company | null = null
  /** The assistant that talks here, or did last. */
  ai: Conversation | null = null
  /** The call that this leg was placed for, as far as can be told. */
  callId: string | null = null
  /** The leg whose `connect` placed this one. */
  parent: Leg | null = null
  /** The URL the leg's document came from, if any. */
  documentUrl: string | null = null
  /** When the ringing stops by itself; null while that is not known. */
  ringsUntil: number | null = null
  /** Transfers so far; the carrier allows 32. */
  transfers = 0
  /** How many sections that execute each other run at this moment. */
  nested = 0
  /** Instructions that its documents have run. */
  instructions = 0
  /** True when an API command placed it, false for `connect` and for callers. */
  readonly byApi: boolean
  /** Legs ended by a reset leave no trace in the journal. */
  forgotten = false
  readonly timeline: TimelineNote[] = []
  readonly log: LogLine[] = []
  statusTargets: StatusTarget[] = []
  private readonly listeners = new Set<(news: LegNews) => void>()
  private readonly clock: Clock

  constructor(
    clock: Clock,
    {
      direction,
      from,
      to,
      shown = from,
      byApi = false,
    }: { direction: 'inbound' | 'outbound'; from: string; to: string; shown?: string; byApi?: boolean },
  ) {
    this.clock = clock
    this.direction = direction
    this.from = from
    this.to = to
    this.shown = shown
    this.byApi = byApi
    this.times.queued = clock.now()
  }

  /** Who is at the far end, as the timeline names them. */
  get who(): string {
    return this.direction === 'inbound' ? 'caller' : this.to
  }

  /** The number of the one at the far end. */
  get party(): string {
    return this.direction === 'inbound' ? this.from : this.to
  }

  get isOver(): boolean {
    return this.state === 'ended'
  }

  /** The kind of device, as webhooks name it. */
  get device(): 'phone' | 'sip' | 'webrtc' {
    if (/^sips?:/.test(this.party)) return 'sip'
    return /^(\/|verto:|client:)/.test(this.party) ? 'webrtc' : 'phone'
  }

  /** Moves to a later state; false when the leg is already there or beyond. */
  enter(state: Exclude<LegState, 'ended' | 'queued'>): boolean {
    if (RANK[state] <= RANK[this.state]) return false
    this.state = state
    this.times[state] = this.clock.now()
    this.tell({ what: 'state' })
    return true
  }

  /** Ends the leg; false when it had ended before. */
  end(reason: EndReason): boolean {
    if (this.isOver) return false
    this.state = 'ended'
    this.endReason = reason
    this.times.ended = this.clock.now()
    this.sound = 'nothing'
    this.tell({ what: 'state' })
    return true
  }

  /** The far end presses keys. */
  press(keys: string): void {
    this.keys += keys
    this.note(this.who, 'presses', keys)
    this.tell({ what: 'keys' })
  }

  /** The far end speaks for `ms`; whoever is with it hears the words. */
  say(text: string, ms: number): void {
    this.note(this.who, 'says', text)
    this.tell({ what: 'words', text, ms })
    for (const other of this.company?.others(this) ?? []) other.hear(other.sound, `${this.party} says: ${text}`)
  }

  /** The far end hears something; `sound` lasts until the next. */
  hear(sound: Sound, detail: string): void {
    // A ringing loop is one ringing, however many rounds it has.
    const goesOn = sound === 'ringback' && this.timeline.findLast((entry) => entry.who === this.who)?.detail === detail
    this.sound = sound
    if (!goesOn) this.note(this.who, 'hears', detail)
    this.tell({ what: 'sound', detail })
  }

  /** The document falls silent. */
  hush(): void {
    this.sound = this.state === 'answered' ? 'silence' : this.sound
    this.tell({ what: 'sound', detail: '' })
  }

  /** Enters or leaves a conversation. */
  keepCompany(company: Company | null): void {
    this.company = company
    if (company) this.keys = ''
    this.tell({ what: 'company' })
  }

  /** Lets those in a conversation look around again. */
  lookAround(): void {
    this.tell({ what: 'company' })
  }

  /** Writes a line into the story. */
  note(who: string, what: string, detail: string): void {
    notes += 1
    this.timeline.push({ at: this.clock.now(), seq: notes, who, what, detail })
  }

  /** Writes a line into the carrier's log. */
  logLine(name: string, details: Record<string, unknown>, level: LogLine['level'] = 'info'): void {
    this.log.push({ at: this.clock.now(), level, name, details })
  }

  /** Listens until the returned function is called. */
  listen(listener: (news: LegNews) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private tell(news: LegNews): void {
    // A copy: whoever begins to listen because of this news must not hear it again.
    for (const listener of Array.from(this.listeners)) listener(news)
  }
}
