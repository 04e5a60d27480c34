import type { CallEvent } from '#flows/call-events.ts'
import { byLeg } from '#flows/leg-order.ts'

/** A running call, as far as its events tell. Times in milliseconds since 1970, by the server's clock. */
export interface LiveCall {
  readonly call: string
  /** Id of the number that was called. */
  readonly number: string
  readonly numberName: string
  /** The contact, the number, or "Private number". */
  readonly caller: string
  readonly arrivedAt: number
  /** The step that the flow is at, in its author's words. */
  readonly step: string | null
  /** In the order in which they were to ring. */
  readonly ringing: readonly LiveRing[]
  /** Who accepted, and since when; null while nobody has. */
  readonly talk: { readonly member: string; readonly name: string; readonly since: number } | null
  /** Everybody whose phone rang in this call: to them its end is news. */
  readonly rung: ReadonlySet<string>
  readonly ended: { readonly at: number; readonly outcome: 'answered' | 'missed' | 'abandoned' | 'completed' } | null
}

export interface LiveRing {
  readonly leg: string
  readonly member: string
  readonly name: string
  readonly since: number
  readonly seconds: number
}

/** An event with its call and number. */
export interface CallNews extends CallEvent {
  readonly call: string
  readonly number: string
}

export type LiveCalls = ReadonlyMap<string, LiveCall>

/** What runs after one more event. Events of a call whose arrival was not told are left out. */
export function foldLiveCalls(calls: LiveCalls, news: CallNews): LiveCalls {
  const { call, number, at, what } = news
  const known = calls.get(call)
  if (what.kind === 'arrived') {
    if (known) return calls
    return new Map(calls).set(call, { call, number, numberName: what.number, caller: what.caller, arrivedAt: at, step: null, ringing: [], talk: null, rung: new Set(), ended: null })
  }
  if (!known) return calls
  const next = after(known, news)
  return next === known ? calls : new Map(calls).set(call, next)
}

/** Milliseconds for which those whose phones rang are told how it went on. */
const TOLD_FOR = 3_000

/** Whether a call is a person's own: their phone rings, they talk, or their phone has just stopped because of somebody else. */
export function concerns(call: LiveCall, { member, now }: { readonly member: string; readonly now: number }): boolean {
  if (call.ended === null && call.talk?.member === member) return true
  if (call.ended === null && call.talk === null) return call.ringing.some((ring) => ring.member === member)
  const since = call.ended?.at ?? call.talk?.since ?? now
  return call.rung.has(member) && now - since < TOLD_FOR
}

/** Where a call stands for one of those whose phones rang. */
export function stateFor(call: LiveCall, member: string): 'ringing' | 'talking' | 'taken' | 'over' {
  if (call.ended !== null) return 'over'
  if (call.talk === null) return 'ringing'
  return call.talk.member === member ? 'talking' : 'taken'
}

/** An event that is known again when it is told twice. */
export interface NumberedNews extends CallNews {
  readonly id: number
}

/**
 * What runs, by the events of the running calls as they were just read.
 * @param came what has come in since before that reading began. A call that came in and ended meanwhile is told to its end.
 */
export function liveCallsRead(read: readonly NumberedNews[], came: readonly NumberedNews[]): LiveCalls {
  const known = new Set(read.map(({ id }) => id))
  const told = new Set([...read, ...came.filter(({ what }) => what.kind === 'arrived')].map(({ call }) => call))
  const since = came.filter(({ id, call }) => !known.has(id) && told.has(call))
  return [...read, ...since].reduce<LiveCalls>(foldLiveCalls, new Map())
}

/** Without the calls that ended longer ago than they are shown. */
export function withoutEnded(calls: LiveCalls, { before }: { readonly before: number }): LiveCalls {
  const remaining = [...calls].filter(([, { ended }]) => ended === null || ended.at > before)
  return remaining.length === calls.size ? calls : new Map(remaining)
}

/** Those of these numbers only: of others nothing may be seen any longer. */
export function ofNumbers(calls: LiveCalls, numbers: ReadonlySet<string>): LiveCalls {
  return new Map([...calls].filter(([, { number }]) => numbers.has(number)))
}

function after(call: LiveCall, { at, what }: CallNews): LiveCall {
  switch (what.kind) {
    case 'entered':
      return { ...call, step: what.title }
    case 'rings': {
      if (call.ringing.some(({ leg }) => leg === what.leg)) return call
      const { leg, member, name, seconds } = what
      return { ...call, ringing: [...call.ringing, { leg, member, name, since: at, seconds }].toSorted((a, b) => byLeg(a.leg, b.leg)), rung: new Set([...call.rung, member]) }
    }
    case 'stopped-ringing':
      return { ...call, ringing: call.ringing.filter(({ leg }) => leg !== what.leg) }
    case 'claimed':
    case 'talking':
      return { ...call, ringing: [], talk: { member: what.member, name: what.name, since: at } }
    case 'winner-lost':
    case 'talk-ended':
      return { ...call, talk: null }
    case 'ladder-connected':
      return { ...call, ringing: [], talk: { member: '', name: what.name ?? 'Someone of the team', since: at } }
    case 'caller-gone':
      return { ...call, ringing: [] }
    case 'ended':
      return { ...call, ringing: [], ended: { at, outcome: what.outcome } }
    default:
      return call
  }
}
