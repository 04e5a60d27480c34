import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { EmulatorOptions } from '../options.ts'
import { startEmulator } from '../start.ts'
import { complaints } from './openapi.ts'
import { fasterClock } from './faster-clock.ts'
import { startProduct } from './product.ts'

/** The business number of every lab. */
export const SALES = '+12025550100'
/** Somebody outside. */
export const CALLER = '+12025550150'

const leg = z.object({
  id: z.string(),
  to: z.string(),
  state: z.string(),
  createdAt: z.string(),
  ringingAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endReason: z.string().nullable(),
  inRoom: z.string().nullable(),
})
const call = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  state: z.enum(['ringing', 'in-progress', 'ended']),
  startedAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endReason: z.string().nullable(),
  hears: z.enum(['ringback', 'speech', 'music', 'silence', 'person', 'nothing']),
  with: z.string().nullable(),
  legs: z.array(leg),
  timeline: z.array(z.object({ ms: z.number(), who: z.string(), what: z.string(), detail: z.string() })),
  recordings: z.array(z.object({ id: z.string(), url: z.string(), seconds: z.number() })),
  ai: z
    .object({
      state: z.enum(['talking', 'held', 'ended']),
      transcript: z.array(z.object({ ms: z.number(), who: z.string(), text: z.string() })),
    })
    .nullable(),
})
const phone = z.object({
  number: z.string(),
  state: z.enum(['idle', 'ringing', 'talking', 'off']),
  behaviour: z.looseObject({ kind: z.string() }),
  legs: z.array(leg),
})
const created = z.looseObject({ id: z.string() })

/** A call as the control plane shows it. */
export type CallView = z.output<typeof call>

/** How many times as fast as real time the labs' phones and prompts run. */
const TIMES_AS_FAST = 10

/** A document of one section. */
export function script(...main: object[]): object {
  return { version: '1.0.0', sections: { main } }
}

/** An emulator with one business number, whose calls are handled by a product that answers as the test says. */
export async function openLab({ withRequests = false, ...options }: EmulatorOptions & { withRequests?: boolean } = {}) {
  const product = await startProduct()
  const clock = fasterClock(TIMES_AS_FAST)
  const emulator = await startEmulator({
    port: 0,
    callsPerSecond: null,
    clock,
    dataFolder: mkdtempSync(join(tmpdir(), 'lab-')),
    speechProgram: 'no-such-program',
    ...options,
  })
  const { url } = emulator
  const send = async (
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> },
  ) => {
    const answer = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      body: text === '' ? null : z.unknown().parse(JSON.parse(text)),
    }
  }
  /** The carrier's API, signed in; every answer is held against the specification, and every request when the lab was opened `withRequests`. */
  const api = async (method: string, path: string, body?: unknown) => {
    const answer = await send(method, path, {
      body,
      headers: { authorization: `Basic ${Buffer.from('demo-project:demo-token').toString('base64')}` },
    })
    const wrong = complaints({
      method,
      path,
      body,
      status: answer.status,
      answer: answer.body,
      withRequest: withRequests,
    })
    if (wrong.length > 0) throw new Error(`${method} ${path} is not as specified: ${wrong.join('; ')}`)
    return answer
  }
  const control = (method: string, path: string, body?: unknown) => send(method, `/emulator${path}`, { body })
  const number = created.parse((await api('POST', '/api/relay/rest/phone_numbers', { number: SALES })).body)
  const webhook = created.parse(
    (
      await api('POST', '/api/fabric/resources/swml_webhooks', {
        name: 'Sales',
        primary_request_url: `${product.url}/in`,
        status_callback_url: `${product.url}/call-status`,
      })
    ).body,
  )
  await api('POST', `/api/fabric/resources/${webhook.id}/phone_routes`, {
    phone_route_id: number.id,
    handler: 'calling',
  })
  const passes = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve))
  const look = async (id: string) => call.parse((await control('GET', `/calls/${id}`)).body)
  return {
    url,
    emulator,
    product,
    api,
    control,
    look,
    number,
    webhook,
    /** Dials the business number; the answer is the call's id. */
    async call(from = CALLER) {
      return created.parse((await control('POST', '/calls', { from, to: SALES })).body).id
    },
    /** Looks at a call until it is as wanted. */
    until: (id: string, wanted: (view: CallView) => boolean) =>
      eventually(async () => {
        const view = await look(id)
        return wanted(view) ? view : undefined
      }),
    /** Sends a command to the Calling API. */
    command: (command: string, order: object) => api('POST', '/api/calling/calls', { command, ...order }),
    /** Dials somebody with the API; the answer is the leg's id. */
    async dial(to: string, params: object) {
      return created.parse(
        (await api('POST', '/api/calling/calls', { command: 'dial', params: { from: SALES, to, ...params } })).body,
      ).id
    },
    phone: async (at: string) => phone.parse((await control('GET', `/phones/${encodeURIComponent(at)}`)).body),
    behave: (at: string, behaviour: object) => control('PUT', `/phones/${encodeURIComponent(at)}/behaviour`, behaviour),
    /** Lets so many milliseconds pass by the lab's clock, for what must not happen in them. */
    passes,
    /** What a question is answered with; "no answer" where none has come in four seconds of the lab's clock. */
    within4s: <Answer>(asked: Promise<Answer>) => Promise.race([asked, passes(4000).then(() => 'no answer' as const)]),
    /** Waits for the n-th request to one of the product's paths. */
    asked: (path: string, count = 1) => eventually(async () => product.asked(path)[count - 1]),
    async close() {
      await emulator.close()
      await product.close()
    },
  }
}

/** See {@link openLab}. */
export type Lab = Awaited<ReturnType<typeof openLab>>

/** Tries again every few milliseconds until there is something, for eight seconds at most. */
export async function eventually<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 8000
  for (;;) {
    const found = await attempt()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error('it never came about')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
