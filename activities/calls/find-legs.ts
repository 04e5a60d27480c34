import type { LegId } from '#flows/live-call.ts'
import type { LegRef } from '#flows/open-call/exchange.ts'
import { carriersOf, notForUs } from '#infra/db/call/leg-carriers.ts'
import type { LogEntry } from '#infra/signalwire/answers.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'

type Wanted = Pick<LegRef, 'leg' | 'address' | 'orderedAt'>

/**
 * The carrier's ids of legs whose dial was never answered. What a word or a callback with the leg's
 * own token has brought counts first. Else the carrier's log is searched for a leg between the two
 * numbers, as the carrier keeps no key of ours; an entry that belongs to another call, or may belong
 * to one, is never taken for our own.
 *
 * @throws CarrierError, or what the database says: then nothing is known, and it is asked again
 */
export async function findLegs(deps: Pick<CallDeps, 'db'> & { readonly carrier: Pick<CallDeps['carrier'], 'logs'> }, call: Pick<CallRef, 'organisation' | 'call'> & { readonly number: { readonly e164: string } }, legs: readonly Wanted[]): Promise<ReadonlyMap<LegId, string>> {
  if (legs.length === 0) return new Map()
  const key = { organisation: call.organisation, call: call.call }
  const known = new Map(await carriersOf(deps.db, { ...key, timeout: PATIENCE }))
  const missing = legs.filter(({ leg }) => !known.has(leg))
  const found = new Map(legs.flatMap(({ leg }) => (known.has(leg) ? [[leg, known.get(leg) ?? ''] as const] : [])))
  if (missing.length === 0) return found
  const since = Math.min(...missing.map(({ orderedAt }) => orderedAt)) - CLOCKS_DIFFER
  const addresses = new Set(missing.map(({ address }) => address))
  const candidates = (await deps.carrier.logs({ createdAfter: since })).filter((entry) => entry.parent === null && entry.from === call.number.e164 && addresses.has(entry.to ?? ''))
  if (candidates.length === 0) return found
  const theirs = await notForUs(deps.db, { ...key, carriers: candidates.map(({ id }) => id), addresses: [...addresses], timeout: PATIENCE })
  const free = candidates.filter(({ id, to }) => !theirs.carriers.has(id) && !theirs.addresses.has(to ?? ''))
  for (const { leg, address, orderedAt } of missing) {
    const entry = best(free.filter(({ id, to }) => to === address && ![...found.values()].includes(id)), orderedAt)
    if (entry) found.set(leg, entry.id)
  }
  return found
}

/** Of several, the one that is still there; then the one that was created soonest after the order. */
function best(entries: readonly LogEntry[], orderedAt: number): LogEntry | undefined {
  const distance = ({ createdAt }: LogEntry): number => Math.abs((createdAt ?? orderedAt) - orderedAt)
  return entries.toSorted((a, b) => Number(a.state === 'ended') - Number(b.state === 'ended') || distance(a) - distance(b))[0]
}

/** How far the carrier's clock may be from ours. Milliseconds. */
const CLOCKS_DIFFER = 15_000
/** For our own rows, milliseconds. */
const PATIENCE = 1000
