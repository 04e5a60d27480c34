import { pino } from 'pino'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import type { Plan } from '#flows/language/plan.ts'
import type { Speech } from '#flows/speech/speech.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { callerGoneWritten } from '#infra/db/call/caller-left.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { openLegsOf } from '#infra/db/call/open-legs.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import type { Swml } from '#infra/signalwire/documents/swml.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { temporalClient } from '#infra/temporal/client.ts'
import { Callbacks } from '../callbacks.ts'
import { CarrierClock } from '../carrier-clock.ts'
import { EventDelivery } from '../event-delivery.ts'
import { Questions } from '../questions.ts'
import { StandIn } from '../stand-in.ts'
import { TemporalCalls } from '../temporal-calls.ts'
import { WorkflowStarts } from '../workflow-starts.ts'

/** The carrier's edge with its database and no Temporal behind it. */
export interface EngineAway {
  readonly db: Database
  readonly organisation: SmallOrganisation
  readonly questions: Questions
  readonly callbacks: Callbacks
  readonly standIn: StandIn
  /** What the carrier was told to do. */
  readonly orders: string[]
  /** The documents that legs were told to go on with. */
  readonly documents: Swml[]
  /** A call comes in that rings everyone twice. @param speech how it is spoken in */
  arrives(call: string, speech?: Speech): Promise<{ readonly organisation: string; readonly call: string }>
  happen(call: string, ...all: readonly Happening[]): Promise<void>
  close(): Promise<void>
}

export async function engineAway(): Promise<EngineAway> {
  const server = await temporaryDatabase()
  const db = await openDatabase({ url: server.appUrl })
  const organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  const orders: string[] = []
  const documents: Swml[] = []
  const log = pino({ enabled: false })
  const store = new DatabaseStore(db, 3000)
  const calls = new TemporalCalls(
    temporalClient({
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_TLS: false,
      PAYLOAD_KEYS: [{ id: 'k', key: new Uint8Array(32) }],
    }),
  )
  const starts = new WorkflowStarts({ store, calls, log })
  const delivery = new EventDelivery({ calls, store, starts, log })
  const urls = carrierUrls({
    publicUrl: 'https://phone.example.com',
    secret: 'a secret of at least thirty-two characters',
  })
  const questions = new Questions({ store, calls, delivery, starts, urls, log })
  const carrier = {
    async cancel(id: string) {
      orders.push(`cancel ${id}`)
      if (id.endsWith('answered'))
        throw new CarrierError({
          kind: 'refused',
          code: 'cannot_cancel_in_progress',
          status: 422,
          message: 'cancel: in progress',
        })
    },
    async end(id: string) {
      orders.push(`end ${id}`)
    },
    async redirect({ id, swml }: { readonly id: string; readonly swml: Swml }) {
      orders.push(`tell ${id}`)
      documents.push(swml)
    },
  }
  const standIn = new StandIn({
    carrier,
    store,
    openLegs: (key) => openLegsOf(db, key),
    engineKnows: (key) => callerGoneWritten(db, key),
    tell: (key, news) => delivery.tell(key, news),
    log,
  })
  const callbacks = new Callbacks({ store, delivery, standIn, clock: new CarrierClock() })
  return {
    db,
    organisation,
    questions,
    callbacks,
    standIn,
    orders,
    documents,
    async arrives(call: string, speech?: Speech): Promise<{ readonly organisation: string; readonly call: string }> {
      const arrival = arrivalAt(organisation, { call })
      const facts = { ...arrival.facts, ...(speech && { speech }) }
      await freezeArrival(db, { arrival: { ...arrival, facts, plan: twoRings } })
      return { organisation: organisation.id, call }
    },
    async happen(call: string, ...all: readonly Happening[]): Promise<void> {
      await appendEvents(db, {
        organisation: organisation.id,
        call,
        events: all.map((what) => ({ key: eventKey(what), event: { at: Date.now(), node: null, what } })),
      })
    },
    async close() {
      await db.close()
      await server.remove()
    },
  }
}

export const who = (leg: string) => ({ leg, member: leg, name: `Person ${leg}` })

export function rings(leg: string, carrier: string | null): Happening {
  return { kind: 'rings', ...who(leg), carrier, address: '+12025550199', seconds: 20, order: 'together' }
}

const ring = (id: string, seconds: number, next: string | null) => ({
  id,
  kind: 'ring-group',
  title: id,
  config: { who: { kind: 'everyone' }, seconds },
  exits: { answered: null, 'no-answer': next, declined: next, nobody: next },
})
const twoRings: Plan = {
  format: 1,
  hash: 'two-rings',
  start: 'in',
  steps: { in: ring('in', 20, 'desk'), desk: ring('desk', 30, null) },
}
