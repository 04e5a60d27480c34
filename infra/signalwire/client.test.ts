import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { signalWire, type Dial, type Timeouts } from './client.ts'
import { swml } from './documents/swml.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

test('a dial carries the document, the ring time and where to report', async () => {
  const { client, seen } = await carrier(() => [200, { id: 'leg-1', status: 'queued', charge: 0 }])
  expect(await client.dial(leg)).toEqual({ id: 'leg-1', status: 'queued' })
  expect(seen).toEqual([
    {
      method: 'POST',
      url: '/api/calling/calls',
      authorization: `Basic ${Buffer.from('project:token').toString('base64')}`,
      body: {
        command: 'dial',
        params: {
          from: '+12025550100',
          to: '+12025550121',
          timeout: 20,
          swml: leg.swml,
          status_url: leg.statusUrl,
          status_events: ['created', 'ringing', 'answered', 'ended'],
        },
      },
    },
  ])
})

test.each([
  [404, { error: 'Not Found' }, 'gone', null],
  [401, { error: 'Unauthorized' }, 'unauthorised', null],
  [
    422,
    { errors: [{ type: 'validation_error', code: 'cannot_update_completed', message: 'Call is over', url: '' }] },
    'gone',
    'cannot_update_completed',
  ],
  [
    422,
    {
      errors: [{ type: 'validation_error', code: 'cannot_redirect_not_in_progress', message: 'Not answered', url: '' }],
    },
    'not-answered',
    'cannot_redirect_not_in_progress',
  ],
  [
    422,
    { errors: [{ detail: 'No', status: '422', title: 'No', code: 'insufficient_balance' }] },
    'refused',
    'insufficient_balance',
  ],
  [
    422,
    { errors: [{ code: 'max_queued_calls_exceeded', message: 'Full' }] },
    'busy-limit',
    'max_queued_calls_exceeded',
  ],
  [429, 'slow down', 'busy-limit', null],
  [500, { error: 'Internal Server Error' }, 'unavailable', null],
  [504, '<html>', 'lost', null],
])('an answer of %i %j means "%s"', async (status, body, kind, code) => {
  const { client } = await carrier(() => [status, body])
  await expect(client.redirect({ id: 'leg-1', swml: swml([]) })).rejects.toMatchObject({ kind, code, status })
})

test('an answer that never comes is lost: the dial may have happened', async () => {
  const { client, seen } = await carrier(() => null, { dial: 300 })
  await expect(client.dial(leg)).rejects.toMatchObject({ kind: 'lost', status: null })
  expect(seen).toHaveLength(1)
})

test('an accepted dial whose answer cannot be read is lost as well', async () => {
  const { client } = await carrier(() => [200, 'nonsense'])
  await expect(client.dial(leg)).rejects.toMatchObject({ kind: 'lost', status: 200 })
})

test('an answer without end is not read to its end', async () => {
  const { client } = await carrier(() => [200, { data: [], padding: 'x'.repeat(9 * 1_048_576) }])
  await expect(client.logs({ createdAfter: 0 })).rejects.toMatchObject({ kind: 'lost' })
})

test('a carrier that cannot be reached is unavailable: nothing was sent', async () => {
  const { client, stop } = await carrier(() => [200, {}])
  await stop()
  await expect(client.dial(leg)).rejects.toMatchObject({ kind: 'unavailable', code: 'ECONNREFUSED' })
})

test('the log is read over all its pages, in our words', async () => {
  const { client, seen } = await carrier((url) =>
    url.includes('page_token')
      ? [200, { links: {}, data: [{ id: 'b', status: 'completed', duration: 7 }] }]
      : [
          200,
          {
            links: { next: 'https://elsewhere.example.com/api/voice/logs?page_token=PA2' },
            data: [{ id: 'a', from: '+1', to: '+2', status: 'queued', created_at: '2026-11-01T00:00:00.000Z' }],
          },
        ],
  )
  const entries = await client.logs({ createdAfter: Date.UTC(2026, 10, 1) })
  expect(entries.map(({ id, state, seconds, createdAt }) => ({ id, state, seconds, createdAt }))).toEqual([
    { id: 'a', state: 'queued', seconds: null, createdAt: Date.UTC(2026, 10, 1) },
    { id: 'b', state: 'ended', seconds: 7, createdAt: null },
  ])
  expect(seen.map(({ url }) => url)).toEqual([
    '/api/voice/logs?page_size=200&created_after=2026-11-01T00%3A00%3A00.000Z',
    '/api/voice/logs?page_token=PA2',
  ])
  await client.logs({ createdAfter: 0, createdBefore: 60_000 })
  expect(seen.at(-2)?.url).toBe(
    '/api/voice/logs?page_size=200&created_after=1970-01-01T00%3A00%3A00.000Z&created_before=1970-01-01T00%3A01%3A00.000Z',
  )
})

test('what the carrier says of its troubles is cut, and can be kept everywhere', async () => {
  const { client } = await carrier(() => [
    422,
    { errors: [{ code: 'invalid', message: `No\u0000\n${'x'.repeat(5_000_000)}` }] },
  ])
  const error = await client.end('leg').catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({
    kind: 'refused',
    message: expect.stringMatching(/^end: the carrier answered 422, "No x{290,}…"$/),
  })
})

test.each([-12_000, 0, 12_000])('its time is what its answers say, %i ms from ours', async (ahead) => {
  const { client } = await carrier(() => [200, { data: [] }], {}, { date: new Date(Date.now() + ahead).toUTCString() })
  expect(Math.abs(client.now() - Date.now())).toBeLessThan(100)
  await client.logs({ createdAfter: 0 })
  expect(Math.abs(client.now() - Date.now() - ahead)).toBeLessThan(1500)
})

test('a leg without an entry has none', async () => {
  const { client } = await carrier(() => [404, { error: 'Not Found' }])
  expect(await client.log('nobody')).toBeNull()
})

test('a recording is fetched with our credentials from the carrier, also when it names itself by its address, and from nobody else', async () => {
  const ours = await carrier(() => [200, 'RIFF'], {}, { 'content-type': 'audio/wav' })
  const other = await carrier(() => [200, 'RIFF'], {}, { 'content-type': 'audio/wav' })
  const got = await ours.client.downloadRecording(
    `${ours.base.replace('127.0.0.1', 'localhost')}/recordings/1.wav`,
    text,
  )
  expect(got).toBe('RIFF')
  expect(ours.seen[0]?.authorization).toBeDefined()
  await expect(ours.client.downloadRecording(`${other.base}/recordings/1.wav`, text)).rejects.toMatchObject({
    kind: 'refused',
    message: 'its address is refused: 127.0.0.1 is not a place of the carrier',
  })
  expect(other.seen).toEqual([])
})

test('the carrier’s own pages are no recordings', async () => {
  const { client, base } = await carrier(() => [200, { calls: [] }], {}, { 'content-type': 'application/json' })
  await expect(client.downloadRecording(`${base}/emulator/journal`, text)).rejects.toMatchObject({
    kind: 'refused',
    message: 'it is "application/json"',
  })
})

test.each([
  [404, 'gone'],
  [503, 'unavailable'],
])('a recording answered with %i is %s', async (status, kind) => {
  const { client, base } = await carrier(() => [status, 'no'])
  await expect(client.downloadRecording(`${base}/recordings/1.wav`, text)).rejects.toMatchObject({ kind, status })
})

test.each([
  ['https://files.signalwire.com/a/b/recording.wav', null],
  ['https://space.signalwire.com/api/v1/recordings/1/download', null],
  ['https://s3.us-east-2.amazonaws.com/files.signalwire.com/a/b.wav?X-Amz-Signature=1', null],
  [
    'https://s3.us-east-2.amazonaws.com/files.signalwire.com/../somebody-else/b.wav',
    's3.us-east-2.amazonaws.com is not a place of the carrier',
  ],
  ['https://other.signalwire.com/a.wav', 'other.signalwire.com is not a place of the carrier'],
  ['http://files.signalwire.com/a.wav', 'files.signalwire.com is not a place of the carrier'],
  ['https://files.signalwire.com:8443/a.wav', 'files.signalwire.com is not a place of the carrier'],
  ['http://127.0.0.1:8233/api/v1/namespaces/default/workflows', '127.0.0.1 is not a place of the carrier'],
])('with the real carrier, a recording at %s is refused with: %s', (url, why) => {
  const client = signalWire({ baseUrl: 'https://space.signalwire.com', project: 'p', token: 't' })
  expect(client.refusesRecording(url)).toBe(why === null ? null : `its address is refused: ${why}`)
})

test.each([
  'http://phone.example.com/x',
  'https://localhost/x',
  'https://10.0.0.8/x',
  'https://172.20.1.1/x',
  'https://[::1]/x',
  'https://[fd00::1]/x',
  'https://phone/x',
  'nonsense',
])('the real carrier is not told to call %s', async (statusUrl) => {
  const client = signalWire({
    baseUrl: 'https://space.signalwire.com',
    project: 'p',
    token: 't',
    ask: () => Promise.reject(new Error('must not be asked')),
  })
  await expect(client.dial({ ...leg, statusUrl })).rejects.toMatchObject({ kind: 'refused', code: 'url_is_unsafe' })
})

const leg: Dial = {
  from: '+12025550100',
  to: '+12025550121',
  seconds: 20,
  swml: swml([{ hangup: { reason: 'hangup' } }]),
  statusUrl: 'http://127.0.0.1:9/carrier/status',
}

interface Seen {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly authorization: string | undefined
  readonly body: unknown
}

/** A server that answers what it is told, null: never. */
async function carrier(
  answer: (url: string) => readonly [status: number, body: unknown] | null,
  timeouts: Partial<Timeouts> = {},
  headers: Readonly<Record<string, string>> = {},
) {
  const seen: Seen[] = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const text = Buffer.concat(parts).toString()
      seen.push({
        method: request.method,
        url: request.url,
        authorization: request.headers.authorization,
        body: text === '' ? null : JSON.parse(text),
      })
      const given = answer(request.url ?? '')
      if (given === null) return
      response.writeHead(given[0], headers).end(typeof given[1] === 'string' ? given[1] : JSON.stringify(given[1]))
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // Listening on a port, a server has an address of this kind.
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stop = () => new Promise<void>((done) => (server.closeAllConnections(), server.close(() => done())))
  stops.push(stop)
  return { client: signalWire({ baseUrl: base, project: 'project', token: 'token', timeouts }), seen, base, stop }
}
