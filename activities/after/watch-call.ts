import { WorkflowNotFoundError } from '@temporalio/client'
import { eventKey } from '#flows/event-key.ts'
import type { News } from '#flows/open-call/call-words.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { noteCallerLeft } from '#infra/db/call/caller-left.ts'
import { noteKnown, noteUnknown } from '#infra/db/call/carrier-knows.ts'
import type { OpenCall, OpenLeg } from '#infra/db/call/open-legs.ts'
import type { LogEntry } from '#infra/signalwire/answers.ts'
import { endInLog } from '#infra/signalwire/spellings.ts'
import { callWorkflowId, NEWS_SIGNAL } from '#workflows/messages.ts'
import { findLegs } from '../calls/find-legs.ts'
import type { AfterDeps } from './after-deps.ts'
import { closeForgotten, type AsksWorkflows } from './close-forgotten.ts'

/** Where differences are told: to workflows, or kept for those that are not there yet. */
export interface TellsWorkflows {
  readonly store: Pick<AfterDeps['store'], 'keep'>
  readonly client: { readonly workflow: { getHandle(id: string): ReturnType<AsksWorkflows['client']['workflow']['getHandle']> & { signal(name: string, news: News): Promise<void> } } }
}

type CallWatch = Pick<AfterDeps, 'db' | 'log'> & TellsWorkflows & { readonly carrier: Pick<AfterDeps['carrier'], 'log' | 'logs' | 'now'> }

/**
 * Compares the carrier's log with the open legs of one call. A leg that the log has as over is told as a callback would
 * tell it. The log lists a leg from its first moment, so one that it has not known for 30 s is over as well: the carrier
 * has forgotten it, and its person must not seem to talk on.
 */
export async function watchCall(deps: CallWatch, organisation: string, call: OpenCall): Promise<void> {
  const looks = [...call.legs.map((leg) => watchLeg(deps, organisation, call, leg)), ...(call.open ? [watchCaller(deps, organisation, call)] : [])]
  const failed = (await Promise.allSettled(looks)).filter((look) => look.status === 'rejected')
  if (failed[0]) throw failed[0].reason
}

async function watchLeg(deps: CallWatch, organisation: string, { call, number }: OpenCall, leg: OpenLeg): Promise<void> {
  const now = Date.now()
  if (now - leg.ringingAt < FRESH) return
  const carrier = leg.carrier ?? (await namelessLeg(deps, { organisation, call, number }, leg))
  if (carrier === null) return
  const key = { organisation, call, leg: leg.leg }
  const state = await stateOf(deps, key, { entry: await deps.carrier.log(carrier), unknown: leg.unknown })
  if (state === 'open') return
  const why = endInLog({ pickedUp: leg.state !== 'ringing' })
  await tell(deps, organisation, call, { kind: 'leg-ended', leg: leg.leg, why, at: now })
  // written as well: a difference that stays would be told at each look for as long as two talk, and where the workflow is
  // gone nobody else would ever write that this person is free
  const what = { kind: 'stopped-ringing', leg: leg.leg, member: leg.member, name: leg.name, why, seconds: Math.round((now - leg.ringingAt) / 1000) } as const
  await appendEvents(deps.db, { organisation, call, events: [{ key: eventKey(what), event: { at: now, node: null, what } }] })
  if (state === 'forgotten') deps.log.warn(key, 'A leg that the carrier has forgotten counts as over')
}

/** A leg whose dial was never answered: what is found of it stands in its row from now on, for whoever has to end it. */
async function namelessLeg(deps: CallWatch, key: { readonly organisation: string; readonly call: string; readonly number: string }, leg: OpenLeg): Promise<string | null> {
  const { organisation, call, number } = key
  const found = (await findLegs(deps, { organisation, call, number: { e164: number } }, [{ leg: leg.leg, address: leg.address, age: Date.now() - leg.ringingAt }])).ids.get(leg.leg) ?? null
  if (found === null) return null
  const what = { kind: 'phone-rings', leg: leg.leg, carrier: found } as const
  await appendEvents(deps.db, { organisation, call, events: [{ key: eventKey(what), event: { at: Date.now(), node: null, what } }] })
  return found
}

async function watchCaller(deps: CallWatch, organisation: string, call: OpenCall): Promise<void> {
  const entry = await deps.carrier.log(call.call)
  const state = await stateOf(deps, { organisation, call: call.call, leg: null }, { entry, unknown: call.unknown })
  const now = Date.now()
  // whoever has told it before was heard, or is kept; once more is for the word that was lost all the same
  if (state !== 'open' && (call.callerLeftAt === null || now - call.callerLeftAt < TOLD_ONCE_MORE)) {
    await noteCallerLeft(deps.db, { organisation, call: call.call, at: now })
    await tell(deps, organisation, call.call, { kind: 'caller-ended', at: call.callerLeftAt ?? now })
  }
  if (entry === null || entry.state === 'ended') await closeForgotten(deps, organisation, { call, seconds: entry?.seconds ?? null })
}

/** What the log says of a leg now, with what it did not say at earlier looks; these outlive the watch. */
async function stateOf(deps: CallWatch, key: { organisation: string; call: string; leg: string | null }, { entry, unknown }: { readonly entry: LogEntry | null; readonly unknown: boolean }): Promise<'open' | 'over' | 'forgotten'> {
  if (entry !== null) {
    if (unknown) await noteKnown(deps.db, key)
    return entry.state === 'ended' ? 'over' : 'open'
  }
  return (await noteUnknown(deps.db, key)) >= FORGOTTEN_AFTER ? 'forgotten' : 'open'
}

async function tell(deps: CallWatch, organisation: string, call: string, news: News): Promise<void> {
  try {
    await deps.client.workflow.getHandle(callWorkflowId(call)).signal(NEWS_SIGNAL, news)
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
    // its workflow has not been started yet: the news waits for it
    await deps.store.keep({ organisation, call, key: news.kind === 'leg-ended' ? `watch:${news.kind}:${news.leg}` : `watch:${news.kind}`, news })
  }
}

/** One look and a half: after that nobody tells anew that a caller has gone. Milliseconds. */
const TOLD_ONCE_MORE = 15_000
/** How long a leg is left to its callbacks. Milliseconds. */
const FRESH = 3_000
/** For how long the log must not know a leg until it counts as over. Milliseconds. */
const FORGOTTEN_AFTER = 30_000
