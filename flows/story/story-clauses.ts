import { entryOf, isUnreached, type CallEvent } from '../call/happenings/happening.ts'
import { isolated } from './isolated.ts'
import { byLeg } from '../call/leg-order.ts'
import type { NodeId } from '../language/plan.ts'
import type { Telling, Told } from './telling.ts'
import { worthTelling } from './worth-telling.ts'

/** Something that happened, in words that can stand alone or go on in a sentence. */
export interface Clause extends Told {
  readonly at: number
  readonly node: NodeId | null
}

/** What is worth telling of a call's events, people of the same fate told together. */
export function clauses(events: readonly CallEvent[]): readonly Clause[] {
  const so: Omit<Telling, 'at' | 'node' | 'names' | 'phones'> = {
    accepted: new Set(),
    refused: new Set(),
    recordings: new Set(),
    callerGone: false,
    callerLeftAt: events.find(({ what }) => what.kind === 'caller-gone')?.at ?? Infinity,
    isEndedByUs: endedByUs(events),
    isUnreached: isUnreached(events),
    ring: null,
  }
  return groups(withoutSilent(worthTelling(events))).flatMap((group) => {
    const [{ at, node, what }] = group
    const people = new Map(asOrdered(group).map(({ what: one }) => [whose(one), one]))
    const names = [...people.values()].map((one) => isolated(('name' in one && one.name) || 'someone'))
    const telling = Object.assign(so, { at, node, names, phones: group.length })
    return (entryOf(what)?.tell?.(what, telling) ?? []).map((clause) => ({ at, node, ...clause }))
  })
}

/** Somebody has ended the call from its page, or the call was over and the caller’s leg was ended with it. */
function endedByUs(events: readonly CallEvent[]): boolean {
  const gone = events.find(({ what }) => what.kind === 'caller-gone')
  return events.some(
    ({ at, what }) => what.kind === 'ended-by' || (what.kind === 'ended' && gone !== undefined && at < gone.at),
  )
}

/** Phones that ring at once begin in any order: they are told in the order in which they were to ring. */
function asOrdered(group: readonly CallEvent[]): readonly CallEvent[] {
  return group.toSorted((a, b) => byLeg(legOf(a), legOf(b)))
}

/** One person may have several phones. */
function whose(what: CallEvent['what']): string | CallEvent['what'] {
  return ('member' in what && what.member) || what
}

const legOf = ({ what }: CallEvent): string => ('leg' in what ? (what.leg ?? '') : '')

/** Events of the same kind and fate that closely follow each other are told about several people at once. */
function groups(events: readonly CallEvent[]): readonly (readonly [CallEvent, ...CallEvent[]])[] {
  const all: [CallEvent, ...CallEvent[]][] = []
  for (const event of events) {
    const last = all.at(-1)
    if (last && sameFate(last[0], event)) last.push(event)
    else all.push([event])
  }
  return all
}

/** Milliseconds: ten phones may take this long to ring at one call per second. */
const TOGETHER_WITHIN = 12_000

function sameFate(one: CallEvent, other: CallEvent): boolean {
  const later = other.at - one.at
  if (one.node !== other.node || later > TOGETHER_WITHIN || one.what.kind !== other.what.kind) return false
  return entryOf(other.what)?.together?.(other.what, one.what, later) ?? false
}

/** What a story tells. A phone that was busy or could not be reached was dialled, and did not ring. */
function withoutSilent(events: readonly CallEvent[]): readonly CallEvent[] {
  const rang = new Set(events.flatMap(({ what }) => (what.kind === 'phone-rings' ? [what.leg] : [])))
  const quiet = new Set(
    events.flatMap(({ what }) =>
      what.kind === 'stopped-ringing' && (what.why === 'busy' || what.why === 'failed') && !rang.has(what.leg)
        ? [what.leg]
        : [],
    ),
  )
  return events.filter(({ what }) => !isSilent(what) && !(what.kind === 'rings' && quiet.has(what.leg)))
}

/** What is seen elsewhere: a node by its sentences, a phone by what its person did. Telling it would part what belongs together. */
function isSilent(what: CallEvent['what']): boolean {
  const entry = entryOf(what)
  return entry?.tell === undefined || entry.passedOver?.(what) === true
}
