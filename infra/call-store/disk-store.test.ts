import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compile } from '#flows/compile.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { readFlow } from '#flows/flow.ts'
import { factsWith } from '#flows/nodes/scripted-call.ts'
import type { Arrival } from '#flows/arrival.ts'
import { DiskStore } from './disk-store.ts'

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
  await store.takeDriver(key)
  await store.freeze(arrival(1))
  const kinds: string[] = []
  for await (const { what, done } of store.waiting()) {
    kinds.push(what.kind)
    await done()
  }
  expect(kinds).toEqual(['arrival', 'driver', 'news'])
  expect(await readdir(disk.path)).toEqual([])
})

test('an unknown call is unknown, not an error', async () => {
  await using disk = await folder()
  const store = new DiskStore(disk.path)
  expect(await store.read(key)).toBeNull()
  expect(await store.drivenByDocument(key)).toBe(false)
})

function arrival(seed: number): Arrival {
  const facts = { ...factsWith(), call: key.call, seed }
  const read = readFlow(sales)
  if (!read.ok) throw new Error('the example does not read')
  const compiled = compile(read.flow, { people: facts })
  if (!compiled.ok) throw new Error('the example does not compile')
  return { organisation: key.organisation, number: 'n1', flow: 'f1', version: 1, plan: compiled.plan, facts, first: [] }
}

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'ringdown-disk-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
