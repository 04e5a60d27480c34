import type { OutsideBarred, OutsideParty } from '../../call/party.ts'
import type { CallFacts } from '../../call/facts.ts'
import type { RingOutcome } from '../../live-call.ts'
import type { Run } from '../../language/node.ts'
import { mannerOfConfig } from '../ring-manner.ts'
import type { Forward } from './definition.ts'
import { outsideAddress } from './outside-address.ts'

/**
 * A switchboard takes many calls at once, so it is rung whoever talks there. Whoever accepts but is gone before the caller is there
 * counts as no answer. Where nobody has decided whether it may be called, it is rung as it was published: whoever dials looks again.
 */
export const run: Run<Forward> = async (call, { to, name, seconds, ...manner }, { decided }) => {
  const address = outsideAddress(to)
  const party: OutsideParty = {
    kind: 'outside',
    address,
    name: name?.trim() || to.trim(),
    barred: ownNumbers(call.facts, address) ?? (isBarred(decided) ? decided : null),
  }
  const outcome = await call.ring([party], {
    order: 'together',
    time: `${seconds}s`,
    ...mannerOfConfig(manner),
    evenTalking: true,
  })
  if (outcome.kind !== 'claimed') return exitOf(outcome)
  if ((await call.talk(outcome.claim)) !== 'talked') return 'no-answer'
  return { exit: 'answered', gives: { 'answered-by': party.name } }
}

/** What the call itself knows of going round in circles. */
function ownNumbers({ caller, number }: CallFacts, address: string): OutsideBarred | null {
  if (address === number.e164) return 'own-number'
  return address === caller.e164 ? 'own-caller' : null
}

const BARRED: Readonly<Record<OutsideBarred, true>> = {
  'country-not-allowed': true,
  'own-number': true,
  'own-caller': true,
  'not-allowed': true,
  loop: true,
}

function isBarred(decided: string | null): decided is OutsideBarred {
  return decided !== null && Object.hasOwn(BARRED, decided)
}

function exitOf(
  outcome: Exclude<RingOutcome, { readonly kind: 'claimed' }>,
): 'no-answer' | 'busy' | 'declined' | 'failed' {
  if (outcome.kind === 'nobody') return 'failed'
  return outcome.fates?.[0]?.why ?? outcome.kind
}
