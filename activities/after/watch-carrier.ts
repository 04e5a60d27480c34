import { setTimeout as pause } from 'node:timers/promises'
import { cancellationSignal, heartbeat } from '@temporalio/activity'
import { WorkflowNotFoundError } from '@temporalio/client'
import type { News } from '#flows/open-call/call-words.ts'
import { openLegs, type OpenCall } from '#infra/db/call/open-legs.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { legEnd } from '#infra/signalwire/spellings.ts'
import { callWorkflowId, NEWS_SIGNAL } from '#workflows/messages.ts'
import type { AfterDeps } from './after-deps.ts'
import { closeForgotten } from './close-forgotten.ts'
import { findStrangers } from './find-strangers.ts'

/** Reads the carrier's log every 10 s for open legs without news, and tells differences as callbacks would. */
export async function watchCarrier(deps: AfterDeps): Promise<void> {
  const stop = cancellationSignal()
  let seenTo = Date.now() - LOOKS_BACK
  while (!stop.aborted) {
    heartbeat()
    try {
      const began = Date.now()
      await watchOnce(deps, seenTo)
      seenTo = began - OVERLAP
    } catch (error) {
      deps.log.warn({ error }, 'The watch over the carrier did not get through; it tries again')
    }
    await pause(EVERY, undefined, { signal: stop }).catch(() => {})
  }
}

async function watchOnce(deps: AfterDeps, seenTo: number): Promise<void> {
  const numbers = await liveNumbers(deps.db)
  await findStrangers(deps, numbers, seenTo)
  const organisations = new Set(numbers.map((number) => number.organisation))
  for (const organisation of organisations) {
    for (const call of await openLegs(deps.db, { organisation })) {
      heartbeat()
      if (Date.now() - call.arrivedAt > FRESH) await watchCall(deps, organisation, call)
    }
  }
}

async function watchCall(deps: AfterDeps, organisation: string, call: OpenCall): Promise<void> {
  const now = Date.now()
  for (const leg of call.legs) {
    if (leg.carrier === null || now - leg.ringingAt < FRESH) continue
    const entry = await deps.carrier.log(leg.carrier)
    if (entry?.state === 'ended') await tell(deps, organisation, call.call, { kind: 'leg-ended', leg: leg.leg, why: legEnd(entry.status), at: now })
  }
  if (!call.open) return
  const entry = await deps.carrier.log(call.call)
  if (entry?.state === 'ended') await tell(deps, organisation, call.call, { kind: 'caller-ended', at: now })
  if (entry === null || entry.state === 'ended') await closeForgotten(deps, organisation, { call, seconds: entry?.seconds ?? null })
}

async function tell(deps: AfterDeps, organisation: string, call: string, news: News): Promise<void> {
  try {
    await deps.client.workflow.getHandle(callWorkflowId(call)).signal<[News]>(NEWS_SIGNAL, news)
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
    // its workflow has not been started yet: the news waits for it
    await deps.store.keep({ organisation, call, key: `watch:${news.kind}`, news })
  }
}

/** Milliseconds between two looks, and how long a leg is left to its callbacks. */
const EVERY = 10_000
const FRESH = 3_000

/** How far back the first look of a watch goes for calls that we never heard of, and each later one. Milliseconds. */
const LOOKS_BACK = 24 * 3_600_000
const OVERLAP = 120_000
