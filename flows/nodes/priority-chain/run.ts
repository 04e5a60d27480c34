import type { Run } from '../../language/node.ts'
import { isSameParty, type Party } from '../../call/party.ts'
import { chosenParties } from '../chosen-seats.ts'
import type { PriorityChain } from './definition.ts'

/** When someone accepts but is gone before the caller is there, the chain goes on with whoever is next. */
export const run: Run<PriorityChain> = async (call, config) => {
  let waiting: readonly Party[] = chosenParties(call.facts, config.who)
  let somebodyRang = false
  for (;;) {
    const outcome = await call.ring(waiting, { order: 'in-turn', time: `${config.seconds}s` })
    if (outcome.kind === 'nobody' && !somebodyRang) return 'nobody'
    if (outcome.kind !== 'claimed') return 'exhausted'
    if ((await call.talk(outcome.claim)) === 'talked')
      return { exit: 'answered', gives: { 'answered-by': outcome.claim.party.name } }
    somebodyRang = true
    const winner = outcome.claim.party
    waiting = waiting.slice(waiting.findIndex((party) => isSameParty(party, winner)) + 1)
    if (waiting.length === 0) return 'exhausted'
  }
}
