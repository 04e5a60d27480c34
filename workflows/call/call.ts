import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  defineSignal,
  defineUpdate,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { Outcome } from '#flows/call/happenings/happening.ts'
import { OpenCall } from '#flows/call/open-call.ts'
import { positionOf } from '#flows/outage/position.ts'
import {
  CLAIM_UPDATE,
  DEED_REFUSED,
  DEED_UPDATE,
  NEWS_SIGNAL,
  NEWS_UPDATE,
  STALE_WORD,
  TOO_LATE,
  WORD_UPDATE,
  type CallInput,
  type ClaimReply,
  type ClaimWord,
  type DeedWord,
  type News,
  type Patience,
  type Word,
  type WordReply,
} from '../messages.ts'
import { Clocks } from './clocks.ts'
import { TemporalExchange } from './temporal-exchange.ts'

const word = defineUpdate<WordReply, [Word]>(WORD_UPDATE)
const claim = defineUpdate<ClaimReply, [ClaimWord]>(CLAIM_UPDATE)
const deed = defineUpdate<void, [DeedWord]>(DEED_UPDATE)
const told = defineUpdate<void, [News]>(NEWS_UPDATE)
const news = defineSignal<[News]>(NEWS_SIGNAL)

/**
 * One call, from the first word of its first document until every leg that it ordered has ended.
 * The deciding is `OpenCall`'s; this puts Temporal's updates, signals, timers and activities under it.
 */
export async function call(input: CallInput): Promise<Outcome> {
  const { arrival } = input
  const live = new OpenCall(arrival, new TemporalExchange(arrival), {
    // in Temporal's own interface, at no event
    onEnter: ({ title, kind }) => setCurrentDetails(`At “${title}” (${kind})`),
  })
  const clocks = new Clocks()
  if (input.opened) clocks.compare(input.opened, workflowInfo().startTime.getTime())
  // before the first await, so that nothing said while the call begins is lost
  const taken = <T extends { readonly patience?: Patience }>(said: T): T => {
    // its way here tells something of the asker's clock; a validator, which is not replayed, may change nothing
    if (said.patience) clocks.compare(said.patience, Date.now())
    return said
  }
  setHandler(word, (said) => live.word(taken(said)), {
    validator: (said) => {
      refuseLate(clocks, said.patience)
      const current = live.currentOf(said.leg)
      // a document one step behind is told the step that stands: its push was lost. An older one learns the number, and asks again
      if (current && current.n > said.step + 1)
        throw ApplicationFailure.nonRetryable(`step ${said.step} is over`, STALE_WORD, {
          current: current.n,
          from: positionOf(current),
        })
    },
  })
  setHandler(claim, (said) => live.claim(taken(said)), { validator: (said) => refuseLate(clocks, said.patience) })
  setHandler(deed, (asked) => live.deed(taken(asked)), {
    validator: (asked) => {
      refuseLate(clocks, asked.patience)
      const why = live.refusalOf(asked)
      if (why !== null) throw ApplicationFailure.nonRetryable(`the call does not do it: ${why}`, DEED_REFUSED, { why })
    },
  })
  setHandler(told, (heard) => live.news(heard))
  setHandler(news, (heard) => live.news(heard))
  for (const heard of input.heard ?? []) live.news(heard)
  const outcome = await live.run(input.openedBy)
  await condition(allHandlersFinished)
  return outcome
}

/** Whoever asked has stopped waiting: an answer would change the call and reach nobody. */
function refuseLate(clocks: Clocks, patience: Patience | undefined): void {
  if (patience && clocks.isOver(patience, Date.now()))
    throw ApplicationFailure.nonRetryable('whoever asked has stopped waiting', TOO_LATE)
}
