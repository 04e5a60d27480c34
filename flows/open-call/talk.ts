import type { Claim, TalkOutcome } from '../live-call.ts'
import type { Leg } from './leg-book.ts'
import type { OpenCall } from './open-call.ts'

/**
 * Brings the caller into the winner's room, ends the other legs, and waits until the two no longer
 * hear each other. A claim makes no answered call; both being in the room does.
 */
export async function talk(call: OpenCall, winner: Claim): Promise<TalkOutcome> {
  const won = call.legs.get(winner.leg)
  if (!won) throw new Error(`no leg ${winner.leg} was ordered`)
  const who = { leg: won.id, member: won.seat.member, name: won.seat.name }
  const step = await call.hand([{ do: 'join', room: call.room }])
  const losers = call.legs.open().filter((leg) => leg !== won)
  const pushed = await call.orders.push(step, losers)
  if (pushed === 'refused') {
    call.diary.note({ kind: 'trouble', with: 'redirect', detail: 'the caller could not be moved to the person who accepted' })
    await call.orders.end([won], false)
  }
  const since = call.exchange.now()
  let met = false
  const meet = (): void => {
    if (met) return
    met = true
    call.talkedAt ??= since
    call.diary.note({ kind: 'talking', ...who })
  }
  try {
    await call.waiting.until(() => {
      if (call.begun.has(step.n)) meet()
      return ended(won) ?? (call.resultOf(step.n) !== undefined ? 'left' : undefined)
    })
  } finally {
    // the word "begun" is lost when the web is down just then; two who stayed have met all the same
    if (pushed !== 'refused' && call.exchange.now() - since >= STAYED) meet()
    if (met) call.diary.note({ kind: 'talk-ended', ...who, seconds: Math.round((call.exchange.now() - since) / 1000) })
    else call.diary.note({ kind: 'winner-lost', ...who })
  }
  if (met && won.state !== 'ended') await call.orders.end([won], false)
  return met ? 'talked' : 'lost'
}

/** Who was moved together and stayed at least this long has met. Milliseconds. */
const STAYED = 3000

function ended(leg: Leg): 'ended' | undefined {
  return leg.state === 'ended' ? 'ended' : undefined
}
