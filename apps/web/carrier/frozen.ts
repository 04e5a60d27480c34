import type { Logger } from 'pino'
import type { Arrival } from '#flows/call/arrival.ts'
import { arrivalOf, decidesByCaller, type Incoming } from '#infra/call-store/arrivals.ts'
import type { CallStore } from '#infra/call-store/store.ts'
import type { LiveNumber } from '#infra/db/number/live-numbers.ts'

/** A call as it came in, and stands: one that was frozen before wins. Who calls is looked up first where that decides anything. */
export async function frozen(
  { store, log }: { readonly store: CallStore; readonly log: Logger },
  number: LiveNumber,
  incoming: Incoming,
  now: number,
): Promise<Arrival> {
  const { organisation, plan } = number
  const isLookedUp = incoming.from !== null && decidesByCaller(plan)
  const known = isLookedUp ? await store.knownCaller({ organisation, call: incoming.call }, incoming.from) : null
  const arrival = await arrivalOf(number, { ...incoming, known }, now, (node, error) =>
    log.error({ error, call: incoming.call, node }, 'A node could not decide; its exit for an outage is taken'),
  )
  return await store.freeze(arrival)
}
