import type { FetchOutcome, OutboundRequest, OutboundText, TextOutcome } from '../live-call.ts'
import { ourPrompt } from '../speech/our-prompt.ts'
import { waitsToBeMoved } from '../verbs/instruction.ts'
import type { CallParts } from './call-parts.ts'
import type { Answer, KeyedEvent, Outside } from './exchange.ts'
import type { PushParts } from './push.ts'

/** The name of a visit of a node, the same in every replay. @param count how often the walk has come there */
export function visitOf(node: string, count: number): string {
  return `${node}/${count}`
}

/** The node at which the walk stood, by the name of its visit. */
export function nodeOfVisit(id: string): string {
  return id.slice(0, id.lastIndexOf('/'))
}

/** What it takes to do something that no phone has a part in. */
type OutsideParts = PushParts & Pick<CallParts, 'arrival' | 'steps' | 'ends'>

/** Asks a web service. @param id the same when it is asked again, and no other request's of the call */
export async function fetch(call: OutsideParts, id: string, request: OutboundRequest): Promise<FetchOutcome> {
  return await outside(call, (order) => call.exchange.fetch({ ...order, id, request }), {
    // every try, a moment between two, and a moment for whoever has to be found to do it
    longest: (request.retries + 1) * (request.seconds + 1) * 1000 + SPARE,
  })
}

/** Sends a text message. @param id as above */
export async function text(call: OutsideParts, id: string, message: OutboundText): Promise<TextOutcome> {
  return await outside(call, (order) => call.exchange.text({ ...order, id, message }), { longest: LONGEST_TEXTING })
}

/**
 * Gives the order and waits for its answer. What is still to be said is said as soon as the caller has heard all that went before,
 * and goes with what follows where the answer is there by then. Whoever has waited for longer than a moment is told so.
 */
async function outside<T>(
  call: OutsideParts,
  give: (order: { readonly events: readonly KeyedEvent[]; readonly node: string }) => Promise<Answer<Outside<T>>>,
  { longest }: { readonly longest: number },
): Promise<T> {
  const { arrival, caller, ends, journal, steps, waiting } = call
  const events = journal.unwritten
  let answer: Outside<T> | undefined
  void give({ events, node: journal.nodeTitle }).then(({ written, ...given }) => {
    if (written) journal.written(events)
    for (const what of given.untold) journal.note(what)
    answer = given
    waiting.changed()
  })
  const alarm = waiting.alarm(UNNOTICED, 'until the caller is told that it takes a moment')
  /** Their document asks, or plays what would go on for as long as it takes: a list that comes now skips nothing. */
  const hasHeardAll = (): boolean => caller.isAsking || (caller.current !== null && waitsToBeMoved(caller.current.list))
  const due = (): 'speech' | 'wait' | undefined => {
    if (!hasHeardAll()) return undefined
    return steps.hasGathered ? 'speech' : alarm.rang ? 'wait' : undefined
  }
  try {
    for (let isTold = false; !isTold;) {
      const next = await waiting.until(() => answer ?? due())
      if (next === 'speech') void steps.push(await steps.hand([]))
      else if (next === 'wait') {
        const prompt = ourPrompt(arrival.facts.speech, ({ oneMoment }) => oneMoment)
        void steps.push(await steps.hand([{ do: 'wait', prompt, for: longest }]))
        isTold = true
      } else break
    }
    const { came } = await waiting.until(() => answer)
    if (came !== 'document-drives') return came
  } finally {
    alarm.stop()
  }
  ends.handOver('the document had taken over before anything was done outside')
  return await waiting.until<T>(() => undefined)
}

/** Less than the web waits before it lets a caller whose document asks hear ringing. Milliseconds. */
const UNNOTICED = 1000
/** Milliseconds: the document asks after that, should nobody have moved it. */
const SPARE = 15_000
const LONGEST_TEXTING = 45_000
