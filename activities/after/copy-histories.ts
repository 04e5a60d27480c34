import { setTimeout as pause } from 'node:timers/promises'
import { cancellationSignal, heartbeat } from '@temporalio/activity'
import type { CallKey } from '#infra/db/call/call-key.ts'
import { historiesDue, saveHistories, type ExportedHistory } from '#infra/db/call/histories.ts'
import type { AfterDeps } from './after-deps.ts'
import { copiedHistory, type HistoryDeps } from './export-history.ts'

/** What the copier needs. */
export type CopierDeps = HistoryDeps & Pick<AfterDeps, 'log'>

/**
 * Copies the histories of calls that have ended, a batch every few seconds, before Temporal deletes them. It beats by
 * itself, however long a batch takes: all that one waits for is bounded.
 */
export async function copyHistories(deps: CopierDeps): Promise<void> {
  const stop = cancellationSignal()
  const ends = performance.now() + COPIES_FOR
  const beats = setInterval(() => heartbeat(), BEATS_EVERY)
  try {
    while (!stop.aborted && performance.now() < ends) {
      const isMore = await copyOnce(deps, stop).catch((error: unknown) => {
        deps.log.warn({ error }, 'Histories could not be copied; it is tried again')
        return false
      })
      if (!isMore) await pause(EVERY, undefined, { signal: stop }).catch(() => {})
    }
  } finally {
    clearInterval(beats)
  }
}

/**
 * Copies what is due, as much of it as makes a batch. One that cannot be copied is left for later and holds up no other.
 * @param stop whoever stops leaves the rest due.
 * @returns whether there may be more.
 * @throws what the database says when it is asked what is due.
 */
export async function copyOnce(deps: CopierDeps, stop: AbortSignal): Promise<boolean> {
  const due = await historiesDue(deps.db, { most: BATCH })
  let isAllKept = true
  for (const [organisation, calls] of Map.groupBy(due, (call) => call.organisation)) {
    try {
      await copyOf(deps, { organisation, calls }, stop)
    } catch (error) {
      isAllKept = false // the others' are copied all the same, and the next look waits
      deps.log.warn({ error, organisation }, 'Histories could not be kept; it is tried again')
    }
  }
  return due.length === BATCH && isAllKept && !stop.aborted
}

/** Copies what is due of one organisation, and keeps what came of it. */
async function copyOf(
  deps: CopierDeps,
  { organisation, calls }: { readonly organisation: string; readonly calls: readonly CallKey[] },
  stop: AbortSignal,
): Promise<void> {
  const copies: (readonly [call: string, copy: Copy])[] = []
  for (let at = 0; at < calls.length && !stop.aborted; at += AT_ONCE)
    copies.push(...(await Promise.all(calls.slice(at, at + AT_ONCE).map((call) => copyOfOne(deps, call)))))
  const which = (wanted: Copy) => copies.flatMap(([call, copy]) => (copy === wanted ? [call] : []))
  await saveHistories(deps.db, {
    organisation,
    copied: copies.flatMap(([, copy]) => (typeof copy === 'string' ? [] : [copy])),
    gone: which('gone'),
    later: { calls: which('open'), after: AGAIN_AFTER },
  })
}

type Copy = ExportedHistory | 'open' | 'gone'

/** Whatever goes wrong with one is written down and tried again later. */
async function copyOfOne(deps: CopierDeps, key: CallKey): Promise<readonly [call: string, copy: Copy]> {
  try {
    const copy = await copiedHistory(deps, key)
    if (copy === 'gone') deps.log.warn(key, 'The engine has no history of a call that has ended: none is kept')
    return [key.call, copy]
  } catch (error) {
    deps.log.warn({ error, ...key }, 'The history of a call could not be copied; it is tried again')
    return [key.call, 'open']
  }
}

/** Milliseconds between two looks, and until one that could not be copied is tried again. */
const EVERY = 3_000
const AGAIN_AFTER = 15_000
/** Milliseconds between two beats; `workflows/histories` misses them after 30 s. */
const BEATS_EVERY = 10_000
/** How long it goes on before a new run begins, well within the hour that its workflow allows. Milliseconds. */
const COPIES_FOR = 50 * 60_000
/** Calls in a batch, and how many histories are fetched and in memory at the same time. */
const BATCH = 100
const AT_ONCE = 4
