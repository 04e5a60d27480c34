import { FORGOTTEN_AFTER, lastHeardOf, noteKnown, noteUnknown } from '#infra/db/call/carrier-knows.ts'
import { endedAtInLog } from '#infra/signalwire/spellings.ts'
import type { AfterDeps } from './after-deps.ts'
import type { LogFreshness } from './log-freshness.ts'

/** What the carrier's log makes of a leg: `at` is when it ended, milliseconds since 1970. */
export type LegAtCarrier =
  | { readonly state: 'open' }
  | {
      readonly state: 'over'
      readonly at: number
      /** How long it lasted, where the log says so. */ readonly seconds: number | null
    }
  | { readonly state: 'forgotten'; readonly at: number; readonly seconds: null }

export interface AskedLeg {
  readonly organisation: string
  readonly call: string
  /** Null for the caller's. */
  readonly leg: string | null
  /** The carrier's id for it. */
  readonly carrier: string
  /** When it began, milliseconds since 1970. */
  readonly since: number
  /** When it was answered, milliseconds since 1970; null where that is not known. */
  readonly answeredAt: number | null
  /** Whether the log did not know it at the last look. */
  readonly unknown: boolean
}

/**
 * Asks the log about a leg, with what it did not say at earlier looks; these outlive the watch.
 *
 * A leg that it does not know may be one that the carrier has forgotten, whose people must not seem to be talking. But
 * a 404 ends no talk by itself: only one that has lasted, of a leg that has said nothing itself meanwhile, and while
 * the log can be listed and does not lag behind: it has known this leg before, or is seen to know a younger one.
 */
export async function legAtCarrier(deps: AsksLog, asked: AskedLeg): Promise<LegAtCarrier> {
  const { carrier, since, answeredAt, unknown, ...key } = asked
  const entry = await deps.carrier.log(carrier)
  if (entry !== null) {
    deps.seen.add(carrier)
    if (unknown) await noteKnown(deps.db, key)
    return entry.state === 'ended'
      ? { state: 'over', at: endedAtInLog(entry, answeredAt) ?? Date.now(), seconds: entry.seconds }
      : OPEN
  }
  const unknownFor = await noteUnknown(deps.db, key)
  if (unknownFor < FORGOTTEN_AFTER) return OPEN
  const now = Date.now()
  const heardAt = (await lastHeardOf(deps.db, key)) ?? 0
  if (now - heardAt < FORGOTTEN_AFTER) return OPEN
  const younger = await deps.knows()
  if (!deps.seen.has(carrier) && (younger === null || younger < since + CLOCKS_DIFFER)) return OPEN
  return { state: 'forgotten', at: Math.max(now - unknownFor, heardAt), seconds: null }
}

type AsksLog = Pick<AfterDeps, 'db'> & {
  readonly carrier: Pick<AfterDeps['carrier'], 'log'>
  readonly knows: LogFreshness
  /** The carrier's ids of legs that its log has known at earlier looks. */
  readonly seen: Set<string>
}

const OPEN: LegAtCarrier = { state: 'open' }
/** How far the carrier's clock may be from ours. Milliseconds. */
const CLOCKS_DIFFER = 15_000
