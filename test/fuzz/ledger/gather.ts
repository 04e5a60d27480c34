import { eventsOf } from '#infra/db/call/events-of.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import { keptWords } from '#infra/db/call/keep-word.ts'
import { afterCallWorkflowId, callWorkflowId } from '#workflows/messages.ts'
import type { Played } from '../play/play.ts'
import type { Stage } from '../stage/stage.ts'
import { lineAt } from '../stage/lines.ts'
import type { CallLedger, Trouble } from './ledger.ts'
import type { CarrierCall } from './carrier-call.ts'
import { engineRuns } from './engine.ts'
import { exchangesOf, type Exchanges } from './exchanges.ts'

/** Reads what the three ledgers have about each call that was played, in the order of the plan. Nothing may be going on any more. */
export async function gather(
  { world, ground, organisation, temporal }: Stage,
  played: Played,
): Promise<readonly CallLedger[]> {
  const carrier = new Map((await world.calls()).map((call) => [call.id, call]))
  const exchanges = exchangesOf(await world.journal(played.began))
  const runs = await engineRuns(temporal)
  const kept = Map.groupBy(await keptWords(ground.db, { organisation }), ({ call }) => call)
  const ledgers: CallLedger[] = []
  for (const [id, place] of played.places) {
    const call = carrier.get(id)
    if (!call) throw new Error(`the carrier has forgotten call ${id}`)
    const key = { organisation, call: id }
    const row = await readCall(ground.db, key)
    ledgers.push({
      seed: played.seed,
      place,
      line: lineAt(call.to),
      carrier: call,
      heard: played.heard.get(id) ?? [],
      toldAt: exchanges.told.get(id) ?? null,
      legsTold: new Map([...exchanges.calledBack].filter(([leg]) => call.legs.some((one) => one.id === leg))),
      orders: ordersOf(call, exchanges),
      row,
      events: await eventsOf(ground.db, key),
      keptWords: kept.get(id)?.length ?? 0,
      workflow: runs.get(callWorkflowId(id)) ?? null,
      afterCall: runs.get(afterCallWorkflowId(id)) ?? null,
      troubles: troublesOf(call, played.troubles),
    })
  }
  return ledgers.toSorted((one, other) => one.place - other.place)
}

function ordersOf(call: CarrierCall, { orders }: Exchanges): CallLedger['orders'] {
  const legs = new Set([call.id, ...call.legs.map(({ id }) => id)])
  return orders.filter((order) => (order.leg === null ? order.call === call.id : legs.has(order.leg)))
}

function troublesOf({ startedAt, endedAt }: CarrierCall, troubles: readonly Trouble[]): readonly Trouble[] {
  return troubles.filter(({ from, to }) => from < (endedAt ?? Infinity) + TIDIES_UP && to > startedAt - ECHOES)
}

/** How long after its end a call may still be tidied up, and how long trouble that is over may still be felt. Milliseconds. */
const TIDIES_UP = 15_000
const ECHOES = 3000
