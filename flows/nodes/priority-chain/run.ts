import { isSameParty, type Party } from '../../call/party.ts'
import type { RingOutcome } from '../../live-call.ts'
import type { Run } from '../../language/node.ts'
import { chosenParties } from '../chosen-seats.ts'
import { mannerOfConfig } from '../ring-manner.ts'
import type { PriorityChain } from './definition.ts'

/** When someone accepts but is gone before the caller is there, the chain goes on with whoever is next. */
export const run: Run<PriorityChain> = async (call, config) => {
  let waiting: readonly Party[] = chosenParties(call.facts, config.who)
  let somebodyRang = false
  let mayRingAgain = config.declinedAgain === 'once'
  for (;;) {
    const outcome = await call.ring(waiting, {
      order: 'in-turn',
      time: `${config.seconds}s`,
      ...mannerOfConfig(config),
    })
    if (outcome.kind === 'nobody' && !somebodyRang) return 'nobody'
    if (outcome.kind !== 'claimed') {
      waiting = mayRingAgain ? whoDeclined(outcome) : []
      mayRingAgain = false
    } else {
      if ((await call.talk(outcome.claim)) === 'talked')
        return { exit: 'answered', gives: { 'answered-by': outcome.claim.party.name } }
      const winner = outcome.claim.party
      waiting = waiting.slice(waiting.findIndex((party) => isSameParty(party, winner)) + 1)
    }
    somebodyRang = true
    if (waiting.length === 0) return 'exhausted'
  }
}

function whoDeclined(outcome: Exclude<RingOutcome, { readonly kind: 'claimed' }>): readonly Party[] {
  if (outcome.kind === 'nobody') return []
  return (outcome.fates ?? []).filter(({ why }) => why === 'declined').map(({ party }) => party)
}
