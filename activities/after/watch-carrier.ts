import { setTimeout as pause } from 'node:timers/promises'
import { cancellationSignal, heartbeat } from '@temporalio/activity'
import { WorkflowNotFoundError } from '@temporalio/client'
import type { News } from '#flows/open-call/call-words.ts'
import { openLegs, type OpenCall } from '#infra/db/call/open-legs.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { legEnd } from '#infra/signalwire/spellings.ts'
import { callWorkflowId, NEWS_SIGNAL } from '#workflows/messages.ts'
import type { AfterDeps } from './after-deps.ts'

/** Reads the carrier's log every 10 s for open legs without news, and tells differences as callbacks would. */
export async function watchCarrier(deps: AfterDeps): Promise<void> {
  const stop = cancellationSignal()
  while (!stop.aborted) {
    heartbeat()
    try {
      await watchOnce(deps)
    } catch (error) {
      deps.log.warn({ error }, 'The watch over the carrier did not get through; it tries again')
    }
    await pause(EVERY, undefined, { signal: stop }).catch(() => {})
  }
}

async function watchOnce(deps: AfterDeps): Promise<void> {
  const organisations = new Set((await liveNumbers(deps.db)).map((number) => number.organisation))
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
