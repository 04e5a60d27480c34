import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallEvent } from '#flows/call/happenings/happening.ts'
import { callerHasLeft } from '../db/call/caller-left.ts'
import { readDriver } from '../db/call/driver.ts'
import { eventsOf } from '../db/call/events-of.ts'
import { keptWords } from '../db/call/keep-word.ts'
import { readArrival } from '../db/call/read-arrival.ts'
import { openDatabase, type Database } from '../db/orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.ts'
import { DatabaseStore } from './database-store.ts'
import { DiskStore, TORN } from './disk-store.ts'
import { SafeStore } from './safe-store.ts'
import { listSetAside, mendSetAside, setAsideInWords } from './set-aside.ts'
import { Settlement } from './settlement.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
const log = pino({ level: 'silent' })

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

test('a bad file of every sort is set aside with its reason, and everything else goes over in its order', async () => {
  await using queue = await folder()
  const { disk, settlement } = settling(queue.path)
  await writeFile(join(queue.path, 'arrival-torn.json'), '{"kind":"arrival","arrival":{"organi')
  await writeFile(join(queue.path, 'arrival-empty.json'), '')
  await writeFile(join(queue.path, 'later-0.json'), '{"kind":"rumour"}')
  await mkdir(join(queue.path, 'later-folder.json'))
  await disk.freeze(arrivalAt(organisation, { call: 'nul\u0000', seed: 1 }))
  await writeFile(
    join(queue.path, 'left-nul.json'),
    JSON.stringify({ kind: 'left', key: { organisation: organisation.id, call: 'nul\u0000call' }, at: 1 }),
  )
  await disk.append({ organisation: organisation.id, call: 'nul' }, [
    { key: 'trouble:1', event: { at: 1, node: null, what: { kind: 'trouble', with: 'dial', detail: 'nul\u0000' } } },
  ])
  await disk.freeze(arrivalAt(organisation, { call: 'nul', seed: 1 }))
  await disk.freeze({
    ...arrivalAt(organisation, { call: 'nowhere', seed: 1 }),
    organisation: '99999999-9999-4999-8999-999999999999',
  })
  await disk.append({ organisation: organisation.id, call: 'good' }, [{ key: 'begun:1', event: begun }])
  await disk.keep({
    organisation: organisation.id,
    call: 'good',
    key: 'caller-ended',
    news: { kind: 'caller-ended', at: 1 },
  })
  await disk.takeDriver({ organisation: organisation.id, call: 'good' })
  await disk.freeze(arrivalAt(organisation, { call: 'good', seed: 2 }))

  expect(await settlement.once()).toBe(5)

  const good = { organisation: organisation.id, call: 'good' }
  expect(await readArrival(db, good)).toMatchObject({ facts: { seed: 2 } })
  expect(await readDriver(db, good)).toBe('document')
  expect((await eventsOf(db, good)).map(({ key }) => key)).toEqual(['arrived', 'begun:1'])
  expect(await keptWords(db, good)).toMatchObject([{ key: 'caller-ended' }])
  const aside = await listSetAside(queue.path)
  const reasons = aside.map(({ reason }) => reason)
  expect(reasons).toHaveLength(8)
  expect(reasons.filter((reason) => reason === TORN)).toHaveLength(6)
  expect(reasons).toContainEqual(expect.stringContaining('the database says 22P05'))
  expect(reasons).toContainEqual(expect.stringContaining('the database says 23503'))
  expect(await readdir(queue.path)).toEqual(['set-aside'])
  expect(await setAsideInWords(queue.path)).toMatch(
    /^8 notes about calls could not be brought to the database; the oldest: /,
  )
  expect(mendSetAside(queue.path)).toContain(join(queue.path, 'set-aside'))
})

test('a note of a call that nobody knows waits half a minute for its arrival, holds nothing back, and is set aside then', async () => {
  await using queue = await folder()
  const { disk, settlement } = settling(queue.path)
  const late = { organisation: organisation.id, call: 'late' }
  await disk.takeDriver({ organisation: organisation.id, call: 'never' })
  await disk.takeDriver(late)
  await disk.keep({ ...late, key: 'caller-ended', news: { kind: 'caller-ended', at: 1 } })
  await disk.append({ organisation: organisation.id, call: 'other' }, [{ key: 'begun:1', event: begun }])
  expect(await settlement.once(() => 0)).toBe(1)
  expect(await keptWords(db, late)).toEqual([])
  await disk.freeze(arrivalAt(organisation, { call: 'late', seed: 1 }))
  expect(await settlement.once(() => 20_000)).toBe(3)
  expect(await readDriver(db, late)).toBe('document')
  expect(await listSetAside(queue.path)).toEqual([])
  expect(await settlement.once(() => 31_000)).toBe(0)
  expect(await listSetAside(queue.path)).toMatchObject([{ reason: 'the database does not know the call never' }])
})

test('the end of a caller waits for the arrival of their call, and is forgotten if the call never arrives', async () => {
  await using queue = await folder()
  const { disk, settlement } = settling(queue.path)
  const hasty = { organisation: organisation.id, call: 'hasty' }
  await disk.callerLeft(hasty, 1)
  await disk.callerLeft({ ...hasty, call: 'no arrival' }, 1)
  expect(await settlement.once(() => 0)).toBe(0)
  await disk.freeze(arrivalAt(organisation, { call: 'hasty', seed: 1 }))
  expect(await settlement.once(() => 2000)).toBe(2)
  expect(await callerHasLeft(db, hasty)).toBe(true)
  await settlement.once(() => 31_000)
  expect(await readdir(queue.path)).toEqual([])
})

test('a file moved back into the queue is tried again', async () => {
  await using queue = await folder()
  const { disk, settlement } = settling(queue.path)
  await disk.takeDriver({ organisation: organisation.id, call: 'returned' })
  await settlement.once(() => 0)
  await settlement.once(() => 60_000)
  const [aside] = await listSetAside(queue.path)
  await disk.freeze(arrivalAt(organisation, { call: 'returned', seed: 1 }))
  await rename(
    join(queue.path, 'set-aside', aside?.file ?? ''),
    join(queue.path, aside?.file.replace(/^\d+-/, '') ?? ''),
  )
  expect(await settlement.once()).toBe(2)
  expect(await readDriver(db, { organisation: organisation.id, call: 'returned' })).toBe('document')
})

test('a database that is away ends the round, and nothing is set aside for it', async () => {
  await using queue = await folder()
  const away = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing' })
  const disk = new DiskStore(queue.path)
  await disk.takeDriver({ organisation: organisation.id, call: 'waits' })
  await disk.freeze(arrivalAt(organisation, { call: 'waits', seed: 1 }))
  expect(await new Settlement(new DatabaseStore(away, 1000), disk, log).once()).toBe(0)
  await away.close()
  expect((await readdir(queue.path)).toSorted()).toEqual(['arrival-waits.json', 'driver-waits.json'])
})

test('what the database refuses for its content keeps nothing else from the database', async () => {
  await using queue = await folder()
  const disk = new DiskStore(queue.path)
  const store = new SafeStore(new DatabaseStore(db, 3000), disk, log)
  const bad = await store.freeze(arrivalAt(organisation, { call: 'bad\u0000', seed: 5 }))
  expect(bad.facts.seed).toBe(5)
  await store.freeze(arrivalAt(organisation, { call: 'after the bad one', seed: 1 }))
  expect(await readArrival(db, { organisation: organisation.id, call: 'after the bad one' })).not.toBeNull()
  expect(await store.settle()).toBe(0)
  expect(await store.trouble()).toMatch(/^One note about a call could not be brought/)
})

const begun: CallEvent = { at: Date.UTC(2026, 0, 5, 13), node: null, what: { kind: 'begun', step: 1 } }

function settling(path: string) {
  const disk = new DiskStore(path)
  return { disk, settlement: new Settlement(new DatabaseStore(db, 3000), disk, log) }
}

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'ringdown-queue-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
