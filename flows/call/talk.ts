import type { Claim, TalkOutcome } from '../live-call.ts'
import type { Leg } from './leg-book.ts'
import { Meeting } from './meeting.ts'
import type { CallParts } from './call-parts.ts'
import { push, pushUntilBegun, type PushParts } from './push.ts'

/**
 * Brings the caller into the winner's room, ends the other legs, and waits until the two no longer
 * hear each other. A claim makes no answered call; both being in the room does.
 */
export async function talk(call: PushParts & Pick<CallParts, 'steps'>, winner: Claim): Promise<TalkOutcome> {
  const won = call.legs.get(winner.leg)
  if (!won) throw new Error(`no leg ${winner.leg} was ordered`)
  const step = await call.steps.hand([{ do: 'join', room: call.room.name }])
  const losers = call.legs.open().filter((leg) => leg !== won)
  // the two may meet, and even part, before the carrier has answered
  const pushing = push(call, step, losers).then((answer) =>
    pushUntilBegun(call, step, answer, () => won.state !== 'ended'),
  )
  const meeting = new Meeting(call, won, { step: step.n, pushing })
  try {
    await call.waiting.until(() => {
      meeting.look()
      return (
        ended(won) ??
        (call.caller.resultOf(step.n) !== undefined ? 'left' : undefined) ??
        (meeting.isHopeless ? 'unmoved' : undefined)
      )
    })
  } finally {
    await meeting.close()
  }
  if (won.state !== 'ended') void call.orders.chase([won])
  if (meeting.since !== null) return 'talked'
  call.journal.know({ kind: 'unanswered' })
  return 'lost'
}

function ended(leg: Leg): 'ended' | undefined {
  return leg.state === 'ended' ? 'ended' : undefined
}
