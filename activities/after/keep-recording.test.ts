import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LONGEST_MESSAGE } from '#flows/live-call.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { callRecordings } from '#infra/db/inbox/call-recordings.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { openFiles } from '#infra/files/files.ts'
import { MOST_SOUND, signalWire } from '#infra/signalwire/client.ts'
import type { AfterDeps } from './after-deps.ts'
import { findRecording } from './find-recording.ts'
import { keepRecording } from './keep-recording.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
const folder = mkdtempSync(join(tmpdir(), 'ringdown-files-'))
const files = openFiles(folder)

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
  rmSync(folder, { recursive: true })
})

it('a forged address of a recording is never asked, says why it was not fetched, and hides no recording of the carrier', async () => {
  await using engine = await answering({ '/api/v1/namespaces': ['application/json', '{"namespaces":["secret"]}'] })
  await using carrier = await answering({ '/real.wav': ['audio/wav', WAV] })
  const forged = `${engine.origin}/api/v1/namespaces`
  const key = await callWith('forged', forged)
  expect(await findRecording(depsFor(carrier.origin), key)).toBeNull()
  await tell(key.call, `${carrier.origin}/real.wav`)
  const found = await findRecording(depsFor(carrier.origin), key)
  expect(found?.url).toBe(`${carrier.origin}/real.wav`)
  if (found) await keepRecording(depsFor(carrier.origin), key, found)
  // whatever gets past the first look is refused by the fetch itself
  await keepRecording(depsFor(carrier.origin), key, { url: forged, seconds: 1 })
  expect(engine.requests()).toEqual([])
  const rows = await callRecordings(db, key)
  expect(rows.map(({ fileKey, notKept }) => [fileKey !== null, notKept])).toEqual(
    expect.arrayContaining([
      [false, 'its address is refused: 127.0.0.1 is not a place of the carrier'],
      [true, null],
    ]),
  )
})

it.each([
  ['a page that calls itself sound', '/page', 'it is not sound that can be played'],
  ['a page', '/json', 'it is "application/json"'],
])('%s at the carrier is not kept, and is not asked for again', async (_what, path, why) => {
  await using carrier = await answering({
    '/page': ['audio/wav', '<html><script>alert(1)</script></html>'],
    '/json': ['application/json', '{}'],
  })
  const key = await callWith(`call${path}`, `${carrier.origin}${path}`)
  expect(await keepRecording(depsFor(carrier.origin), key, { url: `${carrier.origin}${path}`, seconds: 3 })).toBe(
    'refused',
  )
  expect(await callRecordings(db, key)).toMatchObject([{ fileKey: null, notKept: why }])
})

it('a recording that is not there yet says so and is looked for again, and forgets it when it came', async () => {
  const pages: Record<string, readonly [string, string]> = {}
  await using carrier = await answering(pages)
  const url = `${carrier.origin}/late.wav`
  const key = await callWith('late', url)
  expect(await keepRecording(depsFor(carrier.origin), key, { url, seconds: 3 })).toBe('missing')
  expect(await callRecordings(db, key)).toMatchObject([
    { fileKey: null, notKept: 'the carrier does not have it, or not yet' },
  ])
  pages['/late.wav'] = ['application/octet-stream', WAV]
  expect(await keepRecording(depsFor(carrier.origin), key, { url, seconds: 3 })).toBe('kept')
  const [kept] = await callRecordings(db, key)
  expect(kept?.notKept).toBeNull()
  expect((await files.get(kept?.fileKey ?? ''))?.type).toBe('audio/wav')
})

it('the longest message that a flow allows is kept, and goes to the disk as it comes', async () => {
  const wide = 32_000 * LONGEST_MESSAGE
  const carrier = await sending(wide)
  await using _ = carrier
  const url = `${carrier.origin}/long.wav`
  const key = await callWith('an-hour', url)
  await keepRecording(depsFor(carrier.origin), key, { url, seconds: LONGEST_MESSAGE })
  const [kept] = await callRecordings(db, key)
  expect(kept?.notKept).toBeNull()
  const file = await files.get(kept?.fileKey ?? '')
  expect([file?.size, file?.type]).toEqual([wide, 'audio/wav'])
  // what was sent and had not been written yet, at most
  expect(carrier.ahead()).toBeLessThan(20_000_000)
  expect(readdirSync(join(folder, 'incoming'))).toEqual([])
})

it('what is longer than any message says so, and leaves nothing behind', async () => {
  const carrier = await sending(MOST_SOUND + 1)
  await using _ = carrier
  const url = `${carrier.origin}/endless.wav`
  const key = await callWith('endless', url)
  await keepRecording(depsFor(carrier.origin), key, { url, seconds: 3 })
  expect(await callRecordings(db, key)).toMatchObject([{ fileKey: null, notKept: 'it is larger than 111 MB' }])
  expect(readdirSync(join(folder, 'incoming'))).toEqual([])
})

it('what a killed process left of a recording is gone an hour later', async () => {
  const [old, young] = ['old', 'young'].map((name) => join(folder, 'incoming', name))
  for (const path of [old, young]) writeFileSync(path ?? '', 'RIFF')
  utimesSync(old ?? '', 0, Date.now() / 1000 - 3700)
  await files.receive(Readable.from([Buffer.from('RIFF')]), async ({ sha256 }) =>
    expect(sha256).toMatch(/^[0-9a-f]{64}$/),
  )
  expect(readdirSync(join(folder, 'incoming'))).toEqual(['young'])
})

const WAV = 'RIFF\u0010\0\0\0WAVEfmt '

async function callWith(call: string, url: string) {
  await freezeArrival(db, { arrival: arrivalAt(organisation, { call }) })
  await tell(call, url)
  return { organisation: organisation.id, call, endedAt: Date.now(), expectsRecording: true }
}

async function tell(call: string, url: string): Promise<void> {
  const what = { kind: 'recording', url, seconds: 3, from: 'callback' } as const
  await appendEvents(db, {
    organisation: organisation.id,
    call,
    events: [{ key: `recording:${url}`, event: { at: Date.now(), node: null, what } }],
  })
}

/** What these two activities use of everything. */
function depsFor(baseUrl: string): AfterDeps {
  const deps: Pick<AfterDeps, 'db' | 'files' | 'carrier'> = {
    db,
    files,
    carrier: signalWire({ baseUrl, project: 'p', token: 't' }),
  }
  return deps as AfterDeps // they touch nothing else
}

/** A server that gives pages, and otherwise an empty log. */
async function answering(pages: Readonly<Record<string, readonly [type: string, body: string]>>) {
  const asked: string[] = []
  const server = await listening((request, response) => {
    const path = request.url ?? ''
    if (path.startsWith('/api/voice/logs')) return void response.writeHead(200).end('{"data":[],"links":{}}')
    asked.push(path)
    const page = pages[path]
    if (page) response.writeHead(200, { 'content-type': page[0] }).end(page[1])
    else response.writeHead(404).end()
  })
  return {
    ...server,
    requests: () => asked,
  }
}

/** A server that gives a WAV file of so many bytes, and says how far it was ahead of what is on the disk. */
async function sending(bytes: number) {
  let ahead = 0
  const onDisk = () =>
    readdirSync(join(folder, 'incoming')).reduce((sum, name) => sum + statSync(join(folder, 'incoming', name)).size, 0)
  async function* sound() {
    const block = Buffer.alloc(1_000_000)
    block.write(WAV, 'latin1')
    for (let sent = 0; sent < bytes; sent += block.byteLength) {
      ahead = Math.max(ahead, sent - onDisk())
      yield block.subarray(0, bytes - sent)
    }
  }
  const server = await listening((_request, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': bytes })
    pipeline(sound(), response).catch(() => undefined)
  })
  return {
    ...server,
    ahead: () => ahead,
  }
}

async function listening(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind of address
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
