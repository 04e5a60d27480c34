import type { LegId } from '#flows/live-call.ts'
import type { LegRef } from '#flows/call/exchange.ts'
import { carriersOf, notForUs, type Theirs } from '#infra/db/call/leg-carriers.ts'
import type { LogEntry } from '#infra/signalwire/answers.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'

/** A leg whose id is not known, and how long ago it was ordered; milliseconds, never more than it really was. */
export type Nameless = Pick<LegRef, 'leg' | 'address'> & { readonly age: number }

/** What is known of legs whose dial was never answered; of those in neither list there is nothing anywhere. */
export interface Found {
  readonly ids: ReadonlyMap<LegId, string>
  /** Something rings or talks that may be this leg, and may just as well be somebody else's. */
  readonly unclear: ReadonlySet<LegId>
}

interface Search {
  readonly db: CallDeps['db']
  readonly carrier: Pick<CallDeps['carrier'], 'logs' | 'now'>
}

/**
 * The carrier's ids of legs whose dial was never answered. What a word or a callback with the leg's
 * own token has brought counts first. Else the carrier's log is searched for a leg between the two
 * numbers, as the carrier keeps no key of ours. An entry is taken for a leg only if it can be nobody
 * else's, and never once somebody has picked up: whoever accepts is named by their claim, and whoever
 * does not is hung up on by their own document.
 *
 * @throws CarrierError, or what the database says: then nothing is known, and it is asked again
 */
export async function findLegs(
  deps: Search,
  call: Pick<CallRef, 'organisation' | 'call'> & { readonly number: { readonly e164: string } },
  legs: readonly Nameless[],
): Promise<Found> {
  if (legs.length === 0) return { ids: new Map(), unclear: new Set() }
  const key = { organisation: call.organisation, call: call.call }
  const told = new Map(await carriersOf(deps.db, { ...key, timeout: PATIENCE }))
  const ids = new Map(legs.flatMap(({ leg }) => (told.has(leg) ? [[leg, told.get(leg) ?? ''] as const] : [])))
  const missing = legs.filter(({ leg }) => !ids.has(leg))
  if (missing.length === 0) return { ids, unclear: new Set() }
  const addresses = new Set(missing.map(({ address }) => address))
  const entries = (
    await entriesOfLast(deps.carrier, Math.max(...missing.map(({ age }) => age)) + OLDER_AT_MOST)
  ).filter(({ parent, from, to }) => parent === null && from === call.number.e164 && addresses.has(to ?? ''))
  if (entries.length === 0) return { ids, unclear: new Set() }
  const theirs = await notForUs(deps.db, {
    ...key,
    but: missing.map(({ leg }) => leg),
    carriers: entries.map(({ id }) => id),
    addresses: [...addresses],
    timeout: PATIENCE,
  })
  return { ids, unclear: match(ids, { missing, entries, theirs, now: deps.carrier.now() }) }
}

/** Gives each leg its entry, where that is certain. @returns the legs for which it is not */
function match(
  ids: Map<LegId, string>,
  {
    missing,
    entries,
    theirs,
    now,
  }: {
    readonly missing: readonly Nameless[]
    readonly entries: readonly LogEntry[]
    readonly theirs: Theirs
    readonly now: number
  },
): ReadonlySet<LegId> {
  const unclear = new Set<LegId>()
  const taken = new Set(theirs.carriers)
  // of two legs to one person the later order cannot have the older entry
  for (const { leg, address, age } of missing.toSorted((a, b) => a.age - b.age)) {
    /** How much older the entry is than the order, each measured by its own clock. */
    const older = ({ createdAt }: LogEntry): number => (createdAt === null ? 0 : now - createdAt - age)
    const may = entries.filter(
      (entry) =>
        entry.to === address && !taken.has(entry.id) && older(entry) <= OLDER_AT_MOST && older(entry) >= -PLACED_WITHIN,
    )
    const alive = may.filter(({ state }) => state !== 'ended')
    const isOnlyOurs = !theirs.addresses.has(address)
    const [one = null, other = null] =
      alive.length > 0 ? alive : may.toSorted((a, b) => Math.abs(older(a)) - Math.abs(older(b))).slice(0, 1)
    if (one !== null && other === null && isOnlyOurs && older(one) <= CLOCKS_AGREE && NOBODY_IN_IT.has(one.state)) {
      ids.set(leg, one.id)
      taken.add(one.id)
    } else if (alive.length > 0) unclear.add(leg)
  }
  return unclear
}

/** The log's entries of this time, by the carrier's clock. */
async function entriesOfLast(carrier: Search['carrier'], milliseconds: number): Promise<readonly LogEntry[]> {
  for (;;) {
    const asked = carrier.now()
    const entries = await carrier.logs({ createdAfter: asked - milliseconds })
    // its first answer may show that its clock is behind ours: then too little was asked for
    if (carrier.now() > asked - CLOCKS_AGREE) return entries
  }
}

/** States in which an entry may be ended without cutting anybody off. */
const NOBODY_IN_IT: ReadonlySet<LogEntry['state']> = new Set(['queued', 'ringing', 'ended'])

/** How exactly the age of an entry and that of an order are known. Milliseconds. */
const CLOCKS_AGREE = 3000
/** An order may wait this long for a worker, unknown to us: an entry older by this may be its own. Milliseconds. */
const OLDER_AT_MOST = 15_000
/** However late the carrier was told: the order to dial is given up before (`workflows/call`). Milliseconds. */
const PLACED_WITHIN = 95_000
/** For our own rows, milliseconds. */
const PATIENCE = 1000
