import type { NodeId } from '../language/plan.ts'
import type { AiOutcome, Assistant } from '../verbs/converse/assistant.ts'
import type { CallParts } from './call-parts.ts'

/**
 * Lets an assistant talk with the caller, and waits for what comes of it.
 * @param before the nodes whose assistants have talked in this call; this one is added
 */
export async function converse(
  { caller, journal, steps, waiting }: Pick<CallParts, 'caller' | 'journal' | 'steps' | 'waiting'>,
  assistant: Assistant,
  before: Set<NodeId | null>,
): Promise<AiOutcome> {
  await steps.firstDone()
  const back = before.has(journal.node)
  before.add(journal.node)
  const step = await steps.hand([{ do: 'converse', assistant, back }])
  await steps.push(step)
  const result = await waiting.until(() => caller.resultOf(step.n))
  const outcome: AiOutcome =
    result?.kind === 'conversed'
      ? { kind: result.end, reason: result.reason, values: result.values }
      : { kind: 'failed', reason: '', values: {} }
  journal.note({ kind: 'conversed', step: step.n, end: outcome.kind, reason: outcome.reason })
  return outcome
}
