import type { CallFacts } from '../call/facts.ts'
import type { NodeId, Plan } from '../language/plan.ts'
import { CallerGone, type Prompt } from '../live-call.ts'
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
 * @throws Error when the plan has no step `from`.
 */
export async function ladderFrom(plan: Plan, facts: CallFacts, from: NodeId): Promise<Ladder> {
  const rungs: Rung[] = []
  const visited = new Set<NodeId>()
  const call = imaginedCall({
    facts,
    enter({ id }) {
      if (visited.has(id)) {
        rungs.push({ do: 'say', prompt: GOODBYE }, { do: 'hang-up', cause: 'done' })
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
  await walk(plan, call, from)
  return rungs
}

/** Said at the end of a ladder whose flow would go round. */
export const GOODBYE: Prompt = { say: 'Nobody can take your call right now. Please call again later.' }
