import { entersRoom } from '../verbs/join/join.ts'
import type { CallEvent } from './happenings/happening.ts'

/**
 * The talk that has begun without anybody having told it: somebody accepted, and both their document and the caller's say
 * that they come into the room. The walk notes the same (`eventKey`), but it writes with its next order, which comes when
 * the talk is over; people want to see now who is talking.
 * @param events of one call, in the order in which they were kept.
 */
export function talkBegun(events: readonly CallEvent[]): CallEvent | null {
  const claimed = events.findLast(({ what }) => what.kind === 'claimed')
  if (claimed?.what.kind !== 'claimed') return null
  const { leg, member, name } = claimed.what
  const joins = events.findLast(({ what }) => what.kind === 'handed' && entersRoom(what.list))
  const begun = events.find(
    ({ what }) =>
      what.kind === 'begun' && what.leg === undefined && joins?.what.kind === 'handed' && what.step === joins.what.step,
  )
  const inRoom = events.find(({ what }) => what.kind === 'in-room' && what.leg === leg)
  if (!begun || inRoom?.what.kind !== 'in-room') return null
  const at = Math.max(begun.at, claimed.at, inRoom.what.left ? 0 : inRoom.at)
  // what waited on a disk is kept after what came later
  const isOver = events.some(
    (event) =>
      'leg' in event.what &&
      event.what.leg === leg &&
      (TOLD.has(event.what.kind) || (event.what.kind === 'stopped-ringing' && event.at <= at)),
  )
  return isOver ? null : { at, node: claimed.node, what: { kind: 'talking', leg, member, name } }
}

/** The walk has told it, or that nothing came of it. */
const TOLD: ReadonlySet<CallEvent['what']['kind']> = new Set(['talking', 'talk-ended', 'winner-lost'])
