import { WorkflowNotFoundError } from '@temporalio/client'
import { eventKey } from '#flows/call/happenings/happening.ts'
import type { News } from '#flows/call/call-words.ts'
import { whom } from '#flows/call/party.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { callerGoneWritten, noteCallerLeft } from '#infra/db/call/caller-left.ts'
import type { CallWithOpenLegs, OpenLeg } from '#infra/db/call/open-legs.ts'
import { asMet, talkOf } from '#infra/db/call/leg-carriers.ts'
import { endInLog } from '#infra/signalwire/spellings.ts'
import { callWorkflowId, NEWS_SIGNAL } from '#workflows/messages.ts'
import { findLegs } from '../calls/find-legs.ts'
import type { AfterDeps } from './after-deps.ts'
import { closeForgotten, type AsksWorkflows } from './close-forgotten.ts'
import { legAtCarrier } from './leg-at-carrier.ts'
import type { LogFreshness } from './log-freshness.ts'

/** Where differences are told: to workflows, or kept for those that are not there yet. */
export interface TellsWorkflows {
  readonly store: Pick<AfterDeps['store'], 'keep'>
  readonly client: {
    readonly workflow: {
      getHandle(id: string): ReturnType<AsksWorkflows['client']['workflow']['getHandle']> & {
        signal(name: string, news: News): Promise<void>
      }
    }
  }
}

type CallWatch = Pick<AfterDeps, 'db' | 'log'> &
  TellsWorkflows & {
    readonly carrier: Pick<AfterDeps['carrier'], 'log' | 'logs' | 'now'>
    readonly knows: LogFreshness
    readonly told: Told
    readonly seen: Set<string>
  }

/** How often a watch found an end that its call does not know, by call and leg; looks that tell nobody do not count. */
export type Told = Map<string, number>

/**
 * Compares the carrier's log with the open legs of one call. A leg that the log has as over, or that the carrier has
 * forgotten, is told as a callback would tell it, with the time at which it ended.
 */
export async function watchCall(deps: CallWatch, organisation: string, call: CallWithOpenLegs): Promise<void> {
  const looks = [
    ...call.legs.map((leg) => watchLeg(deps, organisation, call, leg)),
    ...(call.open ? [watchCaller(deps, organisation, call)] : []),
  ]
  const failed = (await Promise.allSettled(looks)).filter((look) => look.status === 'rejected')
  if (failed[0]) throw failed[0].reason
}

async function watchLeg(
  deps: CallWatch,
  organisation: string,
  { call, number }: CallWithOpenLegs,
  leg: OpenLeg,
): Promise<void> {
  if (Date.now() - leg.ringingAt < FRESH) return
  const carrier = leg.carrier ?? (await namelessLeg(deps, { organisation, call, number }, leg))
  if (carrier === null) return
  const key = { organisation, call, leg: leg.leg }
  const found = await legAtCarrier(deps, {
    ...key,
    carrier,
    since: leg.ringingAt,
    answeredAt: leg.pickedUpAt,
    unknown: leg.unknown,
  })
  if (found.state === 'open') return
  const why = endInLog({ pickedUp: leg.state !== 'ringing' })
  const name = `${call} ${leg.leg}`
  const times = (deps.told.get(name) ?? 0) + 1
  const talk = leg.state === 'joined' && times <= TOLD_AT_MOST ? await talkOf(deps.db, { organisation, call }) : null
  const news = {
    kind: 'leg-ended',
    leg: leg.leg,
    why,
    at: found.at,
    ...(talk?.leg === leg.leg && { met: asMet(talk) }),
  } as const
  const isHeard = times > TOLD_AT_MOST || (await tell(deps, organisation, call, news))
  deps.told.set(name, times)
  // its workflow may have been told more than the log says, why for one, and writes it with its next order
  if (isHeard && times < WRITTEN_AFTER && (leg.state === 'ringing' || leg.state === 'picked-up')) return
  deps.told.delete(name)
  // where it does not, or the workflow is gone, nobody else would ever write that this person is free
  const what = {
    kind: 'stopped-ringing',
    leg: leg.leg,
    ...whom(leg),
    why,
    seconds: Math.max(0, Math.round((found.at - leg.ringingAt) / 1000)),
  } as const
  await appendEvents(deps.db, {
    organisation,
    call,
    events: [{ key: eventKey(what), event: { at: found.at, node: null, what } }],
  })
  if (found.state === 'forgotten') deps.log.warn(key, 'A leg that the carrier has forgotten counts as over')
}

/** A leg whose dial was never answered: what is found of it is in its row from now on, for whoever has to end it. */
async function namelessLeg(
  deps: CallWatch,
  key: { readonly organisation: string; readonly call: string; readonly number: string },
  leg: OpenLeg,
): Promise<string | null> {
  const { organisation, call, number } = key
  const found =
    (
      await findLegs(deps, { organisation, call, number: { e164: number } }, [
        { leg: leg.leg, address: leg.address, age: Date.now() - leg.ringingAt },
      ])
    ).ids.get(leg.leg) ?? null
  if (found === null) return null
  const what = { kind: 'phone-rings', leg: leg.leg, carrier: found } as const
  await appendEvents(deps.db, {
    organisation,
    call,
    events: [{ key: eventKey(what), event: { at: Date.now(), node: null, what } }],
  })
  return found
}

async function watchCaller(deps: CallWatch, organisation: string, call: CallWithOpenLegs): Promise<void> {
  const found = await legAtCarrier(deps, {
    organisation,
    call: call.call,
    leg: null,
    carrier: call.call,
    since: call.arrivedAt,
    answeredAt: call.arrivedAt,
    unknown: call.unknown,
  })
  if (found.state === 'open') return
  const key = { organisation, call: call.call }
  const name = `${call.call} caller`
  const times = deps.told.get(name) ?? 0
  // whoever noted it may not have told it; whoever hears it writes it first
  if (times < TOLD_AT_MOST && !(await callerGoneWritten(deps.db, key))) {
    await noteCallerLeft(deps.db, { ...key, at: found.at })
    const talk = await talkOf(deps.db, key)
    await tell(deps, organisation, call.call, {
      kind: 'caller-ended',
      at: Math.min(call.callerLeftAt ?? found.at, found.at),
      ...(talk && { met: asMet(talk) }),
    })
    deps.told.set(name, times + 1)
  }
  await closeForgotten(deps, organisation, { call, seconds: found.seconds })
}

/**
 * @returns whether the call's workflow hears it; else it waits for one.
 * @throws what Temporal or the database says when it is neither heard nor kept: then the next look tells it
 */
async function tell(deps: CallWatch, organisation: string, call: string, news: News): Promise<boolean> {
  try {
    await deps.client.workflow.getHandle(callWorkflowId(call)).signal(NEWS_SIGNAL, news)
    return true
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
    // its workflow has not been started yet: the news waits for it
    await deps.store.keep({
      organisation,
      call,
      key: news.kind === 'leg-ended' ? `watch:${news.kind}:${news.leg}` : `watch:${news.kind}`,
      news,
    })
    return false
  }
}

/** How often a difference is told: it may be lost once. */
const TOLD_AT_MOST = 2
/** Looks, 10 s each: longer than most phones ring; when that ends, their call writes it. */
const WRITTEN_AFTER = 6
/** How long a leg is left to its callbacks. Milliseconds. */
const FRESH = 3_000
