import { isSameParty } from '../../call/party.ts'
import type { PartyGroup } from '../../call/turns.ts'
import type { LiveCall, RingHow, RingOutcome } from '../../live-call.ts'
import type { Run } from '../../language/node.ts'
import { mannerOfConfig } from '../ring-manner.ts'
import type { RingGroup, RingGroupConfig } from './definition.ts'
import { rungGroups } from './rung-groups.ts'

/**
 * Whoever accepts but is gone before the caller is there counts as no answer: the others of their group were already let go.
 * Groups behind that one ring all the same.
 */
export const run: Run<RingGroup> = async (call, config) => {
  let groups = rungGroups(call.facts, config)
  let somebodyRang = false
  for (;;) {
    const outcome = await rings(call, groups, config)
    if (outcome.kind === 'nobody' && somebodyRang) return 'no-answer'
    if (outcome.kind !== 'claimed') return outcome.kind
    const { claim } = outcome
    if ((await call.talk(claim)) === 'talked') return { exit: 'answered', gives: { 'answered-by': claim.party.name } }
    somebodyRang = true
    const theirs = groups.findIndex(({ parties }) => parties.some((party) => isSameParty(party, claim.party)))
    groups = groups.slice(theirs + 1)
    if (groups.length === 0) return 'no-answer'
  }
}

/** One ring, however many groups there are: the caller hears no break between them. */
function rings(call: LiveCall, groups: readonly PartyGroup[], config: RingGroupConfig): Promise<RingOutcome> {
  const [first] = groups
  const parties = groups.flatMap((group) => group.parties)
  const how: RingHow = { order: 'together', time: first?.time ?? `${config.seconds}s`, ...mannerOfConfig(config) }
  if (groups.length < 2) return call.ring(parties, how)
  const one = config.order?.atOnce === 1 && (config.then ?? []).length === 0
  return call.ring(parties, {
    ...how,
    order: one ? 'in-turn' : 'together',
    groups: groups.map((group) => ({ size: group.parties.length, time: group.time })),
  })
}
