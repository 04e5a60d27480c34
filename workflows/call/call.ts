import { allHandlersFinished, ApplicationFailure, condition, defineSignal, defineUpdate, setCurrentDetails, setHandler, upsertSearchAttributes } from '@temporalio/workflow'
import type { Outcome } from '#flows/call-events.ts'
import { OpenCall } from '#flows/open-call/open-call.ts'
import type { PlanStep } from '#flows/plan.ts'
import { CLAIM_UPDATE, NEWS_SIGNAL, STALE_WORD, TOO_LATE, WORD_UPDATE, type CallInput, type ClaimReply, type ClaimWord, type News, type Word, type WordReply } from '../messages.ts'
import { TemporalExchange } from './temporal-exchange.ts'

const word = defineUpdate<WordReply, [Word]>(WORD_UPDATE)
const claim = defineUpdate<ClaimReply, [ClaimWord]>(CLAIM_UPDATE)
const news = defineSignal<[News]>(NEWS_SIGNAL)

/**
 * One call, from the first word of its first document until every leg that it ordered has ended.
 * The deciding is `OpenCall`'s; this puts Temporal's updates, signals, timers and activities under it.
 */
export async function call(input: CallInput): Promise<Outcome> {
  const { arrival } = input
  const live = new WatchedCall(arrival, new TemporalExchange(arrival))
  // before the first await, so that nothing said while the call begins is lost
  setHandler(word, (said) => live.word(said), {
    validator: (said) => {
      refuseLate(said.until)
      const current = live.caller.current
      // the step that stands is told on, so that a document which asks again finds its way
      if (current && current.n > said.step) throw ApplicationFailure.nonRetryable(`step ${said.step} is over`, STALE_WORD, { current: current.n })
    },
  })
  setHandler(claim, (said) => live.claim(said), { validator: (said) => refuseLate(said.until) })
  setHandler(news, (heard) => live.news(heard))
  for (const heard of input.heard ?? []) live.news(heard)
  const outcome = await live.run(input.openedBy)
  await condition(allHandlersFinished)
  upsertSearchAttributes({ RingdownOutcome: [outcome] })
  return outcome
}

/** Whoever asked has stopped waiting: an answer would change the call and reach nobody. */
function refuseLate(until: number): void {
  if (Date.now() > until) throw ApplicationFailure.nonRetryable('whoever asked has stopped waiting', TOO_LATE)
}

/** Tells in Temporal's own interface where the call stands, at no event. */
class WatchedCall extends OpenCall {
  override enter(step: PlanStep): void {
    super.enter(step)
    setCurrentDetails(`At “${step.title}” (${step.kind})`)
  }
}
