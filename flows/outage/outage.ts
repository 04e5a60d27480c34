import type { CallFacts } from '../call/facts.ts'
import type { NodeId, Plan } from '../language/plan.ts'
import { CallerGone } from '../live-call.ts'
import { ourPrompt } from '../speech/our-prompt.ts'
import { KnownValues } from '../values/known-values.ts'
import { imaginedCall } from '../verbs/imagined-call.ts'
import { walk } from '../walk.ts'
import type { Ladder, Rung } from './ladder.ts'

/**
 * What the document of a step does by itself when nobody answers its question: the plan from there
 * on, walked through a call in which everybody behaves as in an outage. Nobody accepts, and a
 * caller who is asked for a message leaves one, so each node takes the exit that its definition
 * names for an outage; a node that can ring nobody at all takes `nobody`.
 *
 * A ladder always ends in a goodbye. A flow that leads back to a node of the ladder gets a spoken
 * one, since a document cannot loop for ever.
 * @param known what the call knows there; of what nodes gave it before, nothing unless said.
 * @throws Error when the plan has no step `from`.
 */
export async function ladderFrom(
  plan: Plan,
  facts: CallFacts,
  from: NodeId,
  known = new KnownValues(facts),
): Promise<Ladder> {
  const rungs: Rung[] = []
  const visited = new Set<NodeId>()
  const call = imaginedCall({
    facts,
    enter({ id }) {
      if (visited.has(id)) {
        const prompt = ourPrompt(facts.speech, ({ nobodyCanTakeIt }) => nobodyCanTakeIt)
        rungs.push({ do: 'say', prompt }, { do: 'hang-up', cause: 'done' })
        throw new CallerGone()
      }
      visited.add(id)
    },
    take({ inLadder }, given) {
      const place = inLadder(...given)
      rungs.push(...place.rungs)
      return place.answer
    },
  })
  await walk(plan, call, { from, known })
  return rungs
}
