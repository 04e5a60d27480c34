import type { CallFacts } from './call/facts.ts'
import type { NodeId, Plan } from './language/plan.ts'
import { CallerGone } from './live-call.ts'
import type { Position } from './outage/position.ts'
import { imaginedCall } from './verbs/imagined-call.ts'
import type { Instruction } from './verbs/instruction.ts'
import { walk } from './walk.ts'

/** How a call begins, before anything is needed from a person, from the caller or from the world. */
export interface Opening {
  /** Step 1: what the caller hears at once, without anybody being asked. Empty when the flow rings at once. */
  readonly list: readonly Instruction[]
  /** Where the call stands when that has been heard. */
  readonly then: Position
}

/** The beginning of every call that walks this plan with these facts. */
export async function opening(plan: Plan, facts: CallFacts): Promise<Opening> {
  const list: Instruction[] = []
  let at: NodeId = plan.start
  let hasSpoken = false
  let then: Position = at
  const call = imaginedCall({
    facts,
    enter({ id }) {
      at = id
      hasSpoken = false
    },
    take({ atOnce, inLadder }, given) {
      if (atOnce !== null) {
        hasSpoken = true
        list.push(atOnce(...given))
        return
      }
      // a node that has spoken is done where the walk ends after it
      const isEnd = hasSpoken && inLadder(...given).rungs.at(-1)?.do === 'hang-up'
      then = isEnd ? null : at
      // whatever needs somebody ends the walk, as a caller who hangs up would
      throw new CallerGone()
    },
  })
  await walk(plan, call)
  return { list, then }
}
