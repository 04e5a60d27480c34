import { z } from 'zod'
import { pause } from '../../clock.ts'
import { ScriptFailure } from '../issue.ts'
import { amount, flag, NEXT, read, type Verb } from '../session.ts'
import { playSounds } from '../sounds.ts'

const answerParams = z.looseObject({ max_duration: amount.positive().optional() })

/** `answer`: picks up, if that was not done yet, and says how long the call may last from the answer on. */
export const answer: Verb = async (params, { leg, scope, services }) => {
  const { max_duration: seconds } = read(answerParams, { value: scope.expand(params), verb: 'answer' })
  services.answer(leg)
  if (seconds !== undefined) services.limit(leg, seconds)
  return NEXT
}

const playParams = z.looseObject({
  url: z.string().optional(),
  urls: z.array(z.string()).optional(),
  auto_answer: flag.default(true),
  status_url: z.string().optional(),
})

/** `play`: sounds one after another; answers by itself unless told not to. A sound that fails does not end the document. */
export const play: Verb = async (params, session) => {
  const { leg, scope, services, signal } = session
  const order = read(playParams, { value: scope.expand(params), verb: 'play' })
  if (order.auto_answer) services.answer(leg)
  const tell = (state: string) =>
    order.status_url &&
    services.tellStatus(leg, { url: order.status_url, eventType: 'calling.call.play', params: { state } })
  tell('playing')
  try {
    await playSounds(session, { urls: order.urls ?? [order.url ?? ''], signal })
  } catch (error) {
    if (!(error instanceof ScriptFailure)) throw error
    tell('error')
    services.warn(session, error.issue)
    return NEXT
  }
  tell('finished')
  return NEXT
}

const sleepParams = z.union([z.object({ duration: amount }).transform((order) => order.duration), amount])

/** `sleep`: milliseconds, or -1 for as long as the call lasts. */
export const sleep: Verb = async (params, { scope, services, signal }) => {
  const ms = read(sleepParams, { value: scope.expand(params), verb: 'sleep' })
  await pause(services.clock, { ms: ms < 0 ? 2 ** 31 - 1 : ms, signal })
  return NEXT
}

const hangupParams = z.looseObject({ reason: z.enum(['hangup', 'busy', 'decline']).default('hangup') })

/** `hangup`: ends the call, with a reason for a caller who was not answered. */
export const hangup: Verb = async (params, { scope }) => {
  const { reason } = read(hangupParams, { value: scope.expand(params), verb: 'hangup' })
  return { kind: 'hangup', reason: reason === 'decline' ? 'declined' : reason }
}
