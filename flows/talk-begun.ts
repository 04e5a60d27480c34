import type { CallEvent } from './call-events.ts'

/**
 * The talk that has begun without anybody having told it: somebody accepted, and both their document and the caller's say
 * that they come into the room. The walk notes the same (`eventKey`), but it writes with its next order, which comes when
 * the talk is over; people want to see now who talks.
 * @param events of one call, in the order in which they were kept.
 */
export function talkBegun(events: readonly CallEvent[]): CallEvent | null {
  const claimed = events.findLast(({ what }) => what.kind === 'claimed')
  if (claimed?.what.kind !== 'claimed') return null
  const { leg, member, name } = claimed.what
  if (events.some(({ what }) => CLOSES.has(what.kind) && 'leg' in what && what.leg === leg)) return null
  const joins = events.findLast(({ what }) => what.kind === 'handed' && what.list.some((instruction) => instruction.do === 'join'))
  const begun = events.find(({ what }) => what.kind === 'begun' && joins?.what.kind === 'handed' && what.step === joins.what.step)
  const inRoom = events.find(({ what }) => what.kind === 'in-room' && what.leg === leg)
  if (!begun || inRoom?.what.kind !== 'in-room') return null
  return { at: Math.max(begun.at, claimed.at, inRoom.what.left ? 0 : inRoom.at), node: claimed.node, what: { kind: 'talking', leg, member, name } }
}

/** After these, nothing of the leg begins any more; or it was told already. */
const CLOSES: ReadonlySet<CallEvent['what']['kind']> = new Set(['talking', 'talk-ended', 'winner-lost', 'stopped-ringing'])
