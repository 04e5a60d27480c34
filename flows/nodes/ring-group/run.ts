import type { Run } from '../../language/node.ts'
import { chosenParties } from '../chosen-seats.ts'
import type { RingGroup } from './definition.ts'

/** Whoever accepts but is gone before the caller is there counts as no answer: the others were already let go. */
export const run: Run<RingGroup> = async (call, config) => {
  const outcome = await call.ring(chosenParties(call.facts, config.who), {
    order: 'together',
    time: `${config.seconds}s`,
  })
  if (outcome.kind !== 'claimed') return outcome.kind
  if ((await call.talk(outcome.claim)) !== 'talked') return 'no-answer'
  return { exit: 'answered', gives: { 'answered-by': outcome.claim.party.name } }
}
