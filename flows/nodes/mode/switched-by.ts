import type { AnswerMode } from '../../call/answer-mode.ts'
import { recordOf } from '../../language/path.ts'
import type { Plan } from '../../language/plan.ts'

/** Who answers by this plan until somebody switches; null where no switch changes anything, as it has no mode node. */
export function switchedBy({ steps }: Plan): AnswerMode | null {
  const found = Object.values(steps).find(({ kind }) => kind === 'mode')
  if (!found) return null
  return recordOf(found.config)['initially'] === 'ai' ? 'ai' : 'team' // compiled, so one of the two
}
