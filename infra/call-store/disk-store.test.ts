import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import type { Arrival } from '#flows/call/arrival.ts'
import { exampleArrival } from '#flows/testing/example-arrival.ts'
import { DiskStore, TORN } from './disk-store.ts'
import { listSetAside } from './set-aside.ts'

const key = { organisation: 'o1', call: 'call/1' }

test('of twenty arrivals of one call at once the first stands for all', async () => {
  await using disk = await folder()
  const store = new DiskStore(disk.path)
  const given = await Promise.all(Array.from({ length: 20 }, (_, n) => store.freeze(arrival(n))))
  expect(new Set(given.map((each) => each.facts.seed)).size).toBe(1)
  expect(await store.read(key)).toEqual(given[0])
})

test('twenty writers at once leave no half-written file', async () => {
  await using disk = await folder()
  const store = new DiskStore(disk.path)
  await Promise.all(Array.from({ length: 20 }, () => store.takeDriver(key)))
  expect(await store.drivenByDocument(key)).toBe(true)
  expect((await readdir(disk.path)).filter((file) => !file.endsWith('.json'))).toEqual([])
})

test('what waits comes out in the order in which a database must take it', async () => {
  await using disk = await folder()
  const store = new DiskStore(disk.path)
  await store.keep({ ...key, key: 'caller-ended', news: { kind: 'caller-ended', at: 1 } })
  await store.callerLeft(key, 1)
  await store.takeDriver(key)
  await store.freeze(arrival(1))
  const kinds: string[] = []
  for await (const { what, done } of store.waiting()) {
    kinds.push(what?.kind ?? 'torn')
    await done()
  }
  expect(kinds).toEqual(['arrival', 'driver', 'left', 'news'])
  expect(await readdir(disk.path)).toEqual([])
})

test('an unknown call is unknown, not an error', async () => {
  await using disk = await folder()
  const store = new DiskStore(disk.path)
  expect(await store.read(key)).toBeNull()
  expect(await store.drivenByDocument(key)).toBe(false)
  expect(await store.callerHasLeft(key)).toBe(false)
})

test('a torn arrival is as good as none: the next fetch freezes the call, and the torn one is kept for a person to see', async () => {
  await using disk = await folder()
  const store = new DiskStore(disk.path)
  await writeFile(join(disk.path, 'arrival-call%2F1.json'), '{"kind":"arrival","arr')
  expect(await store.read(key)).toBeNull()
  const frozen = await store.freeze(arrival(7))
  expect(frozen.facts.seed).toBe(7)
  expect(await store.read(key)).toEqual(frozen)
  expect(await listSetAside(disk.path)).toMatchObject([{ reason: TORN }])
})

test('a document that drives goes on driving, whatever became of its note', async () => {
  await using disk = await folder()
  await writeFile(join(disk.path, 'driver-call%2F1.json'), '')
  expect(await new DiskStore(disk.path).drivenByDocument(key)).toBe(true)
})

test.each([
  ['as long as a letter', 'x'.repeat(5000)],
  ['with half a character', 'call-\ud800'],
  ['with a NUL', 'call-\u0000'],
  ['empty', ''],
])('a call id %s finds its place on the disk', async (_what, call) => {
  await using disk = await folder()
  const store = new DiskStore(disk.path)
  await store.takeDriver({ organisation: 'o1', call })
  expect(await store.drivenByDocument({ organisation: 'o1', call })).toBe(true)
  expect(await store.drivenByDocument(key)).toBe(false)
})

test('what a process left half-written when it died is tidied away, and what is being written now is not', async () => {
  await using disk = await folder()
  const [old, fresh] = [join(disk.path, '1-1.part'), join(disk.path, '2-2.part')]
  await writeFile(old, '{')
  await writeFile(fresh, '{')
  await utimes(old, new Date(0), new Date(0))
  for await (const queued of new DiskStore(disk.path).waiting()) throw new Error(`${queued.file} should not wait`)
  expect(await readdir(disk.path)).toEqual(['2-2.part'])
})

function arrival(seed: number): Arrival {
  return { ...exampleArrival(sales, { call: key.call, seed }), organisation: key.organisation }
}

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'ringdown-disk-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
