import { setTimeout as pause } from 'node:timers/promises'
import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity'
import { openLegs, watchedOrganisations } from '#infra/db/call/open-legs.ts'
import { liveNumbers, type LiveNumber } from '#infra/db/number/live-numbers.ts'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import type { AfterDeps } from './after-deps.ts'
import { findUnrecordedCalls } from './find-unrecorded-calls.ts'
import { logFreshness } from './log-freshness.ts'
import { watchCall, type TellsWorkflows, type Told } from './watch-call.ts'

/** What the watch needs: the rows, the carrier's log, and whoever has to hear of a difference. */
export type WatchDeps = Pick<AfterDeps, 'db' | 'log'> &
  TellsWorkflows & {
    readonly carrier: Pick<AfterDeps['carrier'], 'log' | 'logs' | 'now'>
    readonly told: Told
    readonly seen: Set<string>
  }

/**
 * Reads the carrier's log every 10 s for open legs without news, and tells differences as callbacks would. It beats by
 * itself, however long a look takes: all that a look waits for is bounded. Whoever takes over after a worker's death
 * goes on where this one was.
 * @param since milliseconds since 1970 up to which calls that never arrived have been looked for.
 * @returns the same for whoever watches on after this hour.
 */
export async function watchCarrier(given: Omit<WatchDeps, 'told' | 'seen'>, since: number): Promise<number> {
  const deps: WatchDeps = { ...given, told: new Map(), seen: new Set() }
  const stop = cancellationSignal()
  const ends = performance.now() + WATCHES_FOR
  let seenTo = beatenBefore() ?? since
  const beats = setInterval(() => heartbeat(seenTo), BEATS_EVERY)
  try {
    while (!stop.aborted && performance.now() < ends) {
      seenTo = await watchOnce(deps, seenTo)
      heartbeat(seenTo)
      await pause(EVERY, undefined, { signal: stop }).catch(() => {})
    }
    return seenTo
  } finally {
    clearInterval(beats)
  }
}

/** How far an earlier try of this hour had got. */
function beatenBefore(): number | null {
  const beaten: unknown = activityInfo().heartbeatDetails
  return typeof beaten === 'number' ? beaten : null
}

/**
 * One look at everything that is open, and a piece of the log after it. Whatever does not get through, the log of one call
 * or all of the carrier's, is left to the next look and keeps nothing else from being looked at.
 * @param seenTo milliseconds since 1970 up to which calls that never arrived have been looked for.
 * @returns the same for the next look.
 */
export async function watchOnce(deps: WatchDeps, seenTo: number): Promise<number> {
  const [numbers, organisations] = await Promise.all([
    tried(deps, {}, 'The watch could not read the live numbers', () => liveNumbers(deps.db)),
    // a call outlives the number that it came in on
    tried(deps, {}, 'The watch could not read who has open calls', () => watchedOrganisations(deps.db)),
  ])
  const knows = logFreshness(deps.carrier, numbers ?? [])
  for (const organisation of organisations ?? []) {
    const calls =
      (await tried(deps, { organisation }, 'The watch could not read the open calls', () =>
        openLegs(deps.db, { organisation }),
      )) ?? []
    const due = calls.filter((call) => Date.now() - call.arrivedAt > FRESH)
    for (let at = 0; at < due.length; at += AT_ONCE) {
      await Promise.all(
        due
          .slice(at, at + AT_ONCE)
          .map((call) =>
            tried(deps, { organisation, call: call.call }, 'A call could not be looked after', () =>
              inOrganisation(organisation, () => watchCall({ ...deps, knows }, organisation, call)),
            ),
          ),
      )
    }
  }
  return numbers === null ? seenTo : await readOn(deps, numbers, seenTo)
}

/** Looks for calls that never arrived, in one piece of the log after another, as far as a few seconds allow. */
async function readOn(deps: WatchDeps, numbers: readonly LiveNumber[], seenTo: number): Promise<number> {
  const [began, now] = [performance.now(), Date.now()]
  let from = seenTo
  // where no number answers calls, none can have come in
  if (numbers.length === 0) return now
  while (from < now && performance.now() - began < READS_FOR) {
    const to = Math.min(from + PIECE, now)
    const found = await tried(deps, {}, 'Calls that never arrived could not be looked for', async () => {
      await findUnrecordedCalls(deps, numbers, { from, to })
      return true
    })
    if (!found) break
    from = to
  }
  // what is too young to be taken in, or not listed yet, is read again
  return Math.min(from, now - OVERLAP)
}

async function tried<T>(
  deps: Pick<AfterDeps, 'log'>,
  about: object,
  sentence: string,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    deps.log.warn({ error, ...about }, `${sentence}; it is tried again`)
    return null
  }
}

/** Milliseconds between two looks, and how long a call is left to its callbacks. */
const EVERY = 10_000
const FRESH = 3_000
/** Milliseconds between two beats; `workflows/carrier-watch` misses them after 8 s. */
const BEATS_EVERY = 2_000
/** How long one watch goes on before a new one begins, well within the hour that its workflow allows. Milliseconds. */
const WATCHES_FOR = 50 * 60_000

/** How many calls are asked about at the same time. */
const AT_ONCE = 8

/** How far back each look goes for calls that we never heard of. Milliseconds. */
const OVERLAP = 120_000
/** How much of the log is read at once, and for how long in one look. Milliseconds. */
const PIECE = 15 * 60_000
const READS_FOR = 5_000
