import type { ClaimReply } from './call-words.ts'
import type { Leg } from './leg-book.ts'
import type { OpenCall } from './open-call.ts'

/**
 * Whether the call is this leg's: check and set in one go, with no await in between, which is the
 * whole lock. The winner asking again is told the same.
 */
export function decideClaim(call: OpenCall, leg: Leg): ClaimReply {
  const { ringing } = call
  if (call.callerEndedAt !== null) return { kind: 'gone' }
  // the caller is there, and hears what their document does
  if (call.documentDrives !== null) return { kind: 'late' }
  const winner = ringing?.winner
  if (winner?.leg === leg.id) return { kind: 'yours', room: call.room }
  if (winner) return { kind: 'taken', by: winner.seat.name }
  if (!ringing || ringing.over || leg.state === 'ended' || leg.unexplained || !ringing.legs.includes(leg)) return { kind: 'late' }
  leg.state = 'claimed'
  ringing.winner = { seat: leg.seat, leg: leg.id }
  return { kind: 'yours', room: call.room }
}
