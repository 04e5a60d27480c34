import { callCan, type CallState } from '#flows/call/call-states.ts'
import type { FoldedTalk } from '#flows/call/happenings/call-fold.ts'
import { foldCall } from '#flows/call/happenings/fold-call.ts'
import type { CallEvent, Outcome } from '#flows/call/happenings/happening.ts'
import { byLeg } from '#flows/call/leg-order.ts'
import { ACCEPT_WITHIN, NEWS_OVERDUE } from '#flows/call/seat-clock.ts'

/** A running call, as far as its events tell. Times in milliseconds since 1970, by the server's clock. */
export interface RunningCall {
  readonly call: string
  /** Id of the number that was called. */
  readonly number: string
  readonly numberName: string
  /** The contact, the number, or "Private number". */
  readonly caller: string
  readonly arrivedAt: number
  readonly state: CallState
  /** The step that the flow is at, in its author's words. */
  readonly step: string | null
  /** In the order in which they were to ring. */
  readonly ringing: readonly LiveRing[]
  /** Who accepted, and since when; null while nobody has. */
  readonly talk: LiveTalk | null
  /** Every member whose phone rang in this call: to them its end is news. */
  readonly rung: ReadonlySet<string>
  readonly ended: { readonly at: number; readonly outcome: Outcome } | null
  /** When it came in here that somebody has accepted, or that the call is over, where that is known: it is told from then on. */
  readonly heardAt: number | null
  /** All that is known to have happened in it, in the order in which it was told. */
  readonly events: readonly CallEvent[]
}

export interface LiveRing {
  readonly leg: string
  /** Null for whoever is no member of the organisation. */
  readonly member: string | null
  readonly name: string
  readonly since: number
  readonly seconds: number
  /** Somebody, or something, has taken the call there; it is theirs once they press the key that accepts it. */
  readonly isPickedUp: boolean
}

export type LiveTalk = Omit<FoldedTalk, 'leg'>

/** An event with its call and number. */
export interface CallHappening extends CallEvent {
  readonly call: string
  readonly number: string
}

export type RunningCalls = ReadonlyMap<string, RunningCall>

/**
 * What runs after one more event. Events of a call whose arrival was not told are left out.
 * @param heardAt when it came in, by the server's clock; null when it was read among what was there.
 */
export function foldLiveCalls(
  calls: RunningCalls,
  { call, number, ...event }: CallHappening,
  heardAt: number | null = null,
): RunningCalls {
  const known = calls.get(call)
  if (event.what.kind === 'arrived' ? known !== undefined : known === undefined) return calls
  const next = runningCall({ call, number, events: [...(known?.events ?? []), event] })
  if (next === null) return calls
  const isNews = event.what.kind === 'claimed' || event.what.kind === 'ended'
  return new Map(calls).set(call, { ...next, heardAt: isNews ? heardAt : (known?.heardAt ?? null) })
}

/** How a call stands by its events; null before its arrival. */
function runningCall({
  call,
  number,
  events,
}: Pick<RunningCall, 'call' | 'number' | 'events'>): Omit<RunningCall, 'heardAt'> | null {
  const { arrived, state: stands, step, legs, talk, endedAt, outcome } = foldCall(events)
  if (arrived === null) return null
  const over = endedAt !== null && outcome !== null
  return {
    call,
    number,
    numberName: arrived.number,
    caller: arrived.caller,
    arrivedAt: arrived.at,
    state: stands,
    step,
    ringing: legs
      .flatMap(({ leg, member, name, rung, state, isInVain }) => {
        if (over || rung === null || isInVain || (state !== 'ringing' && state !== 'picked-up')) return []
        return [{ leg, member, name, since: rung.at, seconds: rung.seconds, isPickedUp: state === 'picked-up' }]
      })
      .toSorted((a, b) => byLeg(a.leg, b.leg)),
    talk: talk && { member: talk.member, name: talk.name, since: talk.since, isJoined: talk.isJoined },
    rung: new Set(legs.flatMap(({ rung, member }) => (rung === null ? [] : (member ?? [])))),
    ended: over ? { at: endedAt, outcome } : null,
    events,
  }
}

/** Milliseconds for which those whose phones rang are told how it went on. */
const TOLD_FOR = 3_000

/** Whether a call is a person's own: their phone rings, they talk, or their phone has just stopped because of somebody else. */
export function concerns(
  call: RunningCall,
  { member, now }: { readonly member: string; readonly now: number },
): boolean {
  if (call.ended === null && call.talk?.member === member) return true
  if (call.ended === null && call.talk === null) return call.ringing.some((ring) => ring.member === member)
  return call.rung.has(member) && now - toldSince(call, call.ended?.at ?? call.talk?.since ?? now) < TOLD_FOR
}

/** News that comes late is told for as long as any other, unless it is too old to be news. */
function toldSince({ heardAt }: RunningCall, at: number): number {
  return heardAt !== null && heardAt - at < NEWS_UNTIL ? Math.max(at, heardAt) : at
}

/** Milliseconds after which nobody is interrupted by what has happened. */
const NEWS_UNTIL = 20_000

/** Where a call stands for one of those whose phones rang. */
export function stateFor(call: RunningCall, member: string): 'ringing' | 'talking' | 'taken' | 'over' {
  if (call.ended !== null) return 'over'
  if (call.talk === null) return 'ringing'
  return call.talk.member === member ? 'talking' : 'taken'
}

/** Whether one of those whose phones rang may end a call where it is shown to them: whoever talks may, unless its document leads it. */
export function mayEnd(call: RunningCall, member: string): boolean {
  return callCan('end', { state: call.state, as: stateFor(call, member) === 'talking' ? 'on-the-call' : null })
}

/** The names of those who ring besides a person, each once, however many phones they have. */
export function alsoRinging(ringing: readonly LiveRing[], member: string): readonly string[] {
  const others = ringing.filter((ring) => ring.member !== member)
  return [...new Map(others.map((ring) => [ring.member ?? ring.leg, ring.name])).values()]
}

/**
 * A person's own calls as they are shown: the one in which they talk, one that waits for their key, those that ring their
 * phone, and then what is over for them.
 */
export function inOrder(calls: readonly RunningCall[], member: string): readonly RunningCall[] {
  const places = { talking: 0, ringing: 2, taken: 3, over: 4 }
  const placeOf = (call: RunningCall): number => {
    const isPickedUp = call.ringing.some((ring) => ring.member === member && ring.isPickedUp)
    return isPickedUp ? 1 : places[stateFor(call, member)]
  }
  return calls.toSorted((one, other) => placeOf(one) - placeOf(other))
}

/** An event that is recognised when it is told twice. */
export interface NumberedHappening extends CallHappening {
  readonly id: number
}

/**
 * What runs, by the events of the running calls as they were just read.
 * @param came what has come in since before that reading began. A call that came in and ended meanwhile is told to its end.
 */
export function liveCallsRead(read: readonly NumberedHappening[], came: readonly NumberedHappening[]): RunningCalls {
  const known = new Set(read.map(({ id }) => id))
  const told = new Set([...read, ...came.filter(({ what }) => what.kind === 'arrived')].map(({ call }) => call))
  const since = came.filter(({ id, call }) => !known.has(id) && told.has(call))
  return [...read, ...since].reduce<RunningCalls>((calls, news) => foldLiveCalls(calls, news), new Map())
}

/** Without the calls that ended longer ago than they are shown. */
export function withoutEnded(calls: RunningCalls, { before }: { readonly before: number }): RunningCalls {
  const remaining = [...calls].filter(([, call]) => call.ended === null || toldSince(call, call.ended.at) > before)
  return remaining.length === calls.size ? calls : new Map(remaining)
}

/** As things stand at this moment by the server's clock, when nothing more was told: the carrier lets no phone ring for longer than it was dialled for. */
export function asOf(calls: RunningCalls, now: number): RunningCalls {
  const overdue = ({ since, seconds }: LiveRing): boolean => now > since + seconds * 1000 + ACCEPT_WITHIN + NEWS_OVERDUE
  if (![...calls.values()].some(({ ringing }) => ringing.some(overdue))) return calls
  return new Map(
    [...calls].map(([id, call]) => [id, { ...call, ringing: call.ringing.filter((ring) => !overdue(ring)) }]),
  )
}

/** Only those of these numbers: nothing of others may be seen any longer. */
export function ofNumbers(calls: RunningCalls, numbers: ReadonlySet<string>): RunningCalls {
  return new Map([...calls].filter(([, { number }]) => numbers.has(number)))
}
