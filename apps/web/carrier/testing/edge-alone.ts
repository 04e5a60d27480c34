import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { pino } from 'pino'
import { compile } from '#flows/language/compile.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { readFlow } from '#flows/language/flow.ts'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { signatures } from '#infra/signalwire/signature.ts'
import { carrierUrls, type CarrierUrls } from '#infra/signalwire/urls.ts'
import { temporalClient } from '#infra/temporal/client.ts'
import { Assistants } from '../assistants.ts'
import { Callbacks } from '../callbacks.ts'
import { CarrierClock } from '../carrier-clock.ts'
import { Counters } from '../counters.ts'
import { LegQuestions } from '../leg-questions.ts'
import { LiveNumbers } from '../live-numbers.ts'
import { WorkflowStarts } from '../workflow-starts.ts'
import { EventDelivery } from '../event-delivery.ts'
import { Questions } from '../questions.ts'
import { carrierRouter } from '../router.ts'
import { StandIn } from '../stand-in.ts'
import { TemporalCalls } from '../temporal-calls.ts'

/** The carrier's edge with no database and no Temporal behind it. Its one number is "sales" of the organisation o1. */
export interface EdgeAlone {
  readonly urls: CarrierUrls
  readonly counters: Counters
  /** What was told to the log, warnings and worse. */
  readonly logged: { readonly level: number }[]
  /** The folder where calls and events wait for the database. */
  readonly waiting: string
  /** Asks as the carrier does, signed by it unless another signature is given; null: none. */
  post(
    url: string,
    body: unknown,
    options?: { signature?: string | null },
  ): Promise<{ readonly status: number; readonly body: unknown }>
  close(): Promise<void>
}

/**
 * @param flow what callers of its number come to; the example "sales" unless given.
 * @param options.reachable its addresses lead to it, so that a carrier can ask.
 */
export async function edgeAlone(
  flow: unknown = sales,
  { reachable = false }: { readonly reachable?: boolean } = {},
): Promise<EdgeAlone> {
  const app = express()
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening))
  })
  const { port } = server.address() as AddressInfo // a listening TCP server has one
  const here = `http://127.0.0.1:${port}`
  const urls = urlsAt(reachable ? here : publicUrl)
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-edge-'))
  const waiting = join(folder, 'waiting')
  const counters = new Counters()
  const logged: { readonly level: number }[] = []
  const log = pino(
    { level: 'warn' },
    { write: (line: string) => void logged.push(JSON.parse(line) as { level: number }) },
  ) // as pino writes
  const store = new DiskStore(waiting)
  const client = temporalClient({
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_TLS: false,
    PAYLOAD_KEYS: [{ id: 'k', key: new Uint8Array(32) }],
  })
  const calls = new TemporalCalls(client)
  const starts = new WorkflowStarts({ store, calls, log })
  const delivery = new EventDelivery({ calls, store, starts, log })
  const numbers = new LiveNumbers(async () => [salesLine(flow)], join(folder, 'numbers.json'), log)
  await numbers.begin()
  const questions = new Questions({ store, calls, delivery, starts, urls, log })
  const legQuestions = new LegQuestions({ store, calls, urls })
  const carrier = signalWire({ baseUrl: 'http://127.0.0.1:1', project: 'p', token: 't' })
  const standIn = new StandIn({
    carrier,
    store,
    openLegs: async () => [],
    engineKnows: async () => false,
    tell: (key, news) => delivery.tell(key, news),
    log,
  })
  const callbacks = new Callbacks({ store, delivery, standIn, clock: new CarrierClock() })
  const checkSignature = signatures({ publicUrl: reachable ? here : publicUrl, keys: [SIGNING_KEY] })
  app.use(
    carrierRouter({
      urls,
      checkSignature,
      numbers,
      store,
      calls,
      questions,
      legQuestions,
      callbacks,
      assistants: new Assistants({ store, urls, counters, log }),
      counters,
      log,
    }),
  )
  return {
    urls,
    counters,
    logged,
    waiting,
    async post(url, body, { signature } = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const sign =
        signature === undefined ? createHmac('sha1', SIGNING_KEY).update(url).update(text).digest('hex') : signature
      const response = await fetch(url.replace(publicUrl, here), {
        method: 'POST',
        body: text,
        headers: { 'content-type': 'application/json', ...(sign === null ? {} : { 'x-signalwire-signature': sign }) },
      })
      return { status: response.status, body: (await response.json()) as unknown }
    },
    async close() {
      server.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    },
  }
}

const publicUrl = 'https://phone.example.com'
/** With which the carrier signs. */
export const SIGNING_KEY = 'signing-key'
const urlsAt = (place: string): CarrierUrls =>
  carrierUrls({ publicUrl: place, secret: 'a secret of at least thirty-two characters' })
export const urls = urlsAt(publicUrl)

function salesLine(flow: unknown) {
  const read = readFlow(flow)
  if (!read.ok) throw new Error('the example does not read')
  const roster = ['Ana', 'Ben'].map((name, at) => ({
    member: name.toLowerCase(),
    name,
    address: `+1202555012${at + 1}`,
    barred: null,
  }))
  const compiled = compile(read.flow, { people: { roster, routing: ['ana', 'ben'], inactive: [] } })
  if (!compiled.ok) throw new Error('the example does not compile')
  const routing = roster.map((seat) => ({ member: seat.member, active: true }))
  return {
    organisation: 'o1',
    number: 'sales',
    e164: '+12025550100',
    name: 'Sales',
    flow: 'f1',
    version: 1,
    plan: compiled.plan,
    roster,
    routing,
  }
}

export const fetchOf = (call: string) => ({
  call: {
    call_id: call,
    call_state: 'created',
    direction: 'inbound',
    type: 'phone',
    from: '+12025550150',
    to: '+12025550100',
  },
  vars: {},
  envs: {},
  params: {},
})
export const start = salesLine(sales).plan.start
export const wordOf = (call: string): string => urls.of({ to: 'word', organisation: 'o1', call, step: 1, from: start })
export const stepOf = (call: string, step: number): string =>
  urls.of({ to: 'step-document', organisation: 'o1', call, step, from: start })
export const word = (step: number) => ({ step, try: 1, last: false, waited: 0 })
