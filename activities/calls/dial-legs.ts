import type { Happening } from '#flows/call-events.ts'
import { eventKey } from '#flows/event-key.ts'
import { callerInWords } from '#flows/facts.ts'
import type { Answer, DialOrder, Dialled, KeyedEvent, LegOrder } from '#flows/open-call/exchange.ts'
import { talkingAddresses } from '#infra/db/call/talking-addresses.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { memberDocument } from '#infra/signalwire/documents/member.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'
import { writeEvents } from './write-events.ts'

/** Places a batch of legs, one after another: the carrier queues what is more than it may place in a second. */
export async function dialLegs(deps: CallDeps, call: CallRef, order: DialOrder): Promise<Answer<{ readonly legs: readonly Dialled[] }>> {
  const key = { organisation: call.organisation, call: call.call }
  const writing = writeEvents(deps, call, order.events)
  if (await deps.store.drivenByDocument(key)) {
    return { legs: order.legs.map((leg) => ({ leg: leg.leg, result: 'document-drives' })), written: await writing }
  }
  const talking = await whoTalks(deps, call, order.legs)
  const legs: Dialled[] = []
  for (const leg of order.legs) legs.push(talking.has(leg.address) ? { leg: leg.leg, result: 'talking' } : await dial(deps, call, leg))
  await writeEvents(deps, call, order.legs.flatMap((leg) => rings(leg, order, legs)))
  return { legs, written: await writing }
}

/** That a phone rings is written at once: what its person does next must find the leg there. */
function rings(leg: LegOrder, order: DialOrder, dialled: readonly Dialled[]): readonly KeyedEvent[] {
  const answer = dialled.find((each) => each.leg === leg.leg)
  if (answer?.result !== 'dialled' && answer?.result !== 'lost') return []
  const { seconds, member, name, address } = leg
  const what: Happening = { kind: 'rings', leg: leg.leg, carrier: answer.result === 'dialled' ? answer.carrier : null, member, name, address, seconds, order: order.order }
  return [{ key: eventKey(what), event: { at: Date.now(), node: null, what } }]
}

async function dial(deps: CallDeps, call: CallRef, leg: LegOrder): Promise<Dialled> {
  const place = { organisation: call.organisation, call: call.call, leg: leg.leg }
  try {
    const placed = await deps.carrier.dial({
      from: call.number.e164,
      to: leg.address,
      seconds: leg.seconds,
      swml: memberDocument({ ...place, room: `c-${call.call}`, caller: callerInWords(call.caller), number: call.number.name, urls: deps.urls }),
      statusUrl: deps.urls.of({ to: 'leg-status', ...place }),
      variables: { leg: leg.leg },
    })
    return { leg: leg.leg, result: 'dialled', carrier: placed.id }
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error
    // an answer that was lost may have rung a phone: only the log knows
    if (error.kind === 'lost') return { leg: leg.leg, result: 'lost' }
    deps.log.warn({ error, call: call.call, organisation: call.organisation, leg: leg.leg }, 'The carrier did not place a leg')
    return { leg: leg.leg, result: 'refused', why: 'failed', detail: error.message }
  }
}

/** Who is in another talk now. A database that does not answer lets everybody ring. */
async function whoTalks(deps: CallDeps, call: CallRef, legs: readonly LegOrder[]): Promise<ReadonlySet<string>> {
  try {
    return await talkingAddresses(deps.db, { organisation: call.organisation, addresses: legs.map((leg) => leg.address), timeout: 500 })
  } catch {
    return new Set()
  }
}
