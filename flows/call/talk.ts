import type { Claim, TalkOutcome } from '../live-call.ts'
import { ourPrompt } from '../speech/our-prompt.ts'
import type { Leg } from './leg-book.ts'
import { Meeting } from './meeting.ts'
import type { CallParts } from './call-parts.ts'
import { push, pushUntilBegun, type PushParts } from './push.ts'
import type { Alarm } from './waiting.ts'

type TalkParts = PushParts & Pick<CallParts, 'steps' | 'arrival'>

/**
 * Brings the caller into the winner's room, ends the other legs, and waits until the two no longer
 * hear each other. A claim makes no answered call; both being in the room does.
 */
export async function talk(call: TalkParts, winner: Claim): Promise<TalkOutcome> {
  const won = call.legs.get(winner.leg)
  if (!won) throw new Error(`no leg ${winner.leg} was ordered`)
  const step = await call.steps.hand([{ do: 'join', room: call.room.nameFor(won.id) }])
  const losers = call.legs.open().filter((leg) => leg !== won)
  const hasLeft = (): boolean => won.state === 'ended' || call.room.personLeft(won.id) !== undefined
  const move = { to: call.caller, step }
  // the two may meet, and even part, before the carrier has answered
  const pushing = push(call, { ...move, losers }).then((answer) => pushUntilBegun(call, move, answer, () => !hasLeft()))
  const meeting = new Meeting(call, won, { step: step.n, pushing })
  /** Begins when the winner's document alone has told that it is out of the room. */
  const alone: { alarm: Alarm | null } = { alarm: null }
  try {
    await call.waiting.until(() => {
      meeting.look()
      if (won.state === 'ended') return 'ended'
      if (call.caller.resultOf(step.n) !== undefined) return 'left'
      if (meeting.isHopeless) return 'unmoved'
      if (hasLeft())
        alone.alarm ??= call.waiting.alarm(CALLER_TELLS_WITHIN, 'until the caller’s side tells that the talk is over')
      return alone.alarm?.rang ? 'left' : undefined
    })
  } finally {
    alone.alarm?.stop()
    await meeting.close()
  }
  if (won.state !== 'ended') void leaves(call, won, meeting.since !== null)
  if (meeting.since !== null) return 'talked'
  call.journal.know({ kind: 'unanswered' })
  return 'lost'
}

/**
 * Nobody needs the winner any more: their leg gets its last step, which ends it. Whoever has met nobody is told so. Where no
 * document asks and nothing is to be said, the leg is ended, as it is when it goes on all the same.
 */
async function leaves(call: TalkParts, won: Leg, hasMet: boolean): Promise<void> {
  const asks = won.steps.isAsking
  if (asks || !hasMet) {
    const prompt = ourPrompt(call.arrival.facts.speech, (ours) => ours.notConnected)
    const step = call.steps.handTo(won.steps, [
      ...(hasMet ? [] : [{ do: 'say', prompt } as const]),
      { do: 'hang-up', cause: 'done' },
    ])
    // whatever else ends the legs of the call meanwhile leaves them this one
    call.orders.hearsWhy(won)
    const { answer } = await push(call, { to: won.steps, step })
    if (answer !== 'pulled' && answer !== 'moved') call.orders.hearsNothing(won)
  }
  await call.orders.chase([won])
}

/** Whoever leaves a room ends it for both: the caller's hang-up or question comes at the same time as the winner's. Milliseconds. */
const CALLER_TELLS_WITHIN = 2000
