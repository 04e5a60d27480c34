import { setTimeout as pause } from 'node:timers/promises'
import { cancellationSignal, heartbeat } from '@temporalio/activity'
import { openLegs } from '#infra/db/call/open-legs.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import type { AfterDeps } from './after-deps.ts'
import { findStrangers } from './find-strangers.ts'
import { watchCall, type TellsWorkflows } from './watch-call.ts'

/** What the watch needs: the rows, the carrier's log, and whoever has to hear of a difference. */
export type WatchDeps = Pick<AfterDeps, 'db' | 'log'> & TellsWorkflows & { readonly carrier: Pick<AfterDeps['carrier'], 'log' | 'logs' | 'now'> }

/** Reads the carrier's log every 10 s for open legs without news, and tells differences as callbacks would. */
export async function watchCarrier(deps: AfterDeps): Promise<void> {
  const stop = cancellationSignal()
  let seenTo = Date.now() - LOOKS_BACK
  while (!stop.aborted) {
    heartbeat()
    seenTo = await watchOnce(deps, { seenTo, alive: heartbeat })
    await pause(EVERY, undefined, { signal: stop }).catch(() => {})
  }
}

/**
 * One look at everything that is open. Whatever does not get through, the log of one call or all of the carrier's, is left
 * to the next look and keeps nothing else from being looked at.
 * @param round.seenTo milliseconds since 1970 up to which calls that never arrived have been looked for.
 * @returns the same for the next look.
 */
export async function watchOnce(deps: WatchDeps, round: { readonly seenTo: number; readonly alive: () => void }): Promise<number> {
  const began = Date.now()
  const numbers = (await tried(deps, {}, 'The watch could not read the live numbers', () => liveNumbers(deps.db))) ?? []
  const found = await tried(deps, {}, 'Calls that never arrived could not be looked for', async () => {
    await findStrangers(deps, numbers, round.seenTo)
    return true
  })
  for (const organisation of new Set(numbers.map((number) => number.organisation))) {
    const calls = (await tried(deps, { organisation }, 'The watch could not read the open calls', () => openLegs(deps.db, { organisation }))) ?? []
    const due = calls.filter((call) => Date.now() - call.arrivedAt > FRESH)
    for (let at = 0; at < due.length; at += AT_ONCE) {
      round.alive()
      await Promise.all(due.slice(at, at + AT_ONCE).map((call) => tried(deps, { organisation, call: call.call }, 'A call could not be looked after', () => inOrganisation(organisation, () => watchCall(deps, organisation, call)))))
    }
  }
  return found && numbers.length > 0 ? began - OVERLAP : round.seenTo
}

async function tried<T>(deps: Pick<AfterDeps, 'log'>, about: object, sentence: string, work: () => Promise<T>): Promise<T | null> {
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

/** How many calls are asked about at the same time. */
const AT_ONCE = 8

/** How far back the first look of a watch goes for calls that we never heard of, and each later one. Milliseconds. */
const LOOKS_BACK = 24 * 3_600_000
const OVERLAP = 120_000
