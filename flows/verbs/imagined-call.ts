import type { CallFacts } from '../call/facts.ts'
import type { LiveCall } from '../live-call.ts'
import type { PlanNode } from '../language/plan.ts'
import type { Asked, Asks } from './verb.ts'
import { asked, type InstructionOf, type RungOf } from './verbs.ts'

/** What becomes of a verb of the port, whichever it is. */
export type AnyAsked = Asked<(...given: unknown[]) => Promise<unknown>, { instruction: InstructionOf; rung: RungOf }>

/**
 * A call to walk a plan through without a caller, phones or a carrier: whatever a node asks is answered by what that verb's
 * room says of it.
 * @param take what is made of each verb; what it returns is the node's answer
 */
export function imaginedCall(about: {
  readonly facts: CallFacts
  readonly enter: (step: PlanNode) => void
  readonly take: (verb: AnyAsked, given: readonly unknown[]) => unknown
}): LiveCall {
  const { facts, enter, take } = about
  const verbs: Readonly<Record<string, Asks>> = Object.fromEntries(
    Object.entries(asked).map(([name, verb]) => [
      name,
      // a node calls it by its name, so what is given is what this verb takes
      async (...given: readonly unknown[]) => take(verb as AnyAsked, given),
    ]),
  )
  return { facts, enter, ...verbs } as unknown as LiveCall // `asked` has every verb of the port
}
