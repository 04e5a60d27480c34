import type { CallParts } from './call-parts.ts'
import type { ClaimReply } from './call-words.ts'
import type { Leg } from './leg-book.ts'

/**
 * Whether the call is this leg's: check and set in one go, with no await in between, which is the
 * whole lock. The winner asking again is told the same.
 */
export function decideClaim(
  { journal, rings, room }: Pick<CallParts, 'journal' | 'rings' | 'room'>,
  leg: Leg,
): ClaimReply {
  if (journal.soFar.state === 'ended') return { kind: 'gone' }
  // the caller is there, and hears what their document does
  if (journal.soFar.state === 'document-driven') return { kind: 'late' }
  const { winner, current } = rings
  if (winner?.leg === leg.id) return { kind: 'yours', room: room.nameFor(leg.id) }
  if (winner) return { kind: 'taken', by: winner.party.name }
  if (leg.state === 'ended' || leg.unexplained || !current?.legs.includes(leg)) return { kind: 'late' }
  leg.state = 'claimed'
  current.winner = { party: leg.party, leg: leg.id }
  return { kind: 'yours', room: room.nameFor(leg.id) }
}
