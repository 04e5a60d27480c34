import { createServer, type Server, type Socket } from 'node:net'
import { MockActivityEnvironment } from '@temporalio/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { watchCarrier, type WatchDeps } from './watch-carrier.ts'

/** A database that takes every connection and says nothing, ever. */
let hung: Server
const connections = new Set<Socket>()
let db: Database

beforeAll(async () => {
  hung = createServer((socket) => void connections.add(socket))
  await new Promise<void>((resolve) => hung.listen(0, '127.0.0.1', resolve))
  const address = hung.address()
  if (address === null || typeof address === 'string') throw new Error('there is no port')
  db = await openDatabase({ url: `postgres://nobody@127.0.0.1:${address.port}/nothing` })
})
afterAll(async () => {
  for (const socket of connections) socket.destroy()
  await new Promise((resolve) => hung.close(resolve))
  await db.close()
})

it('the watch beats while a look waits for a database that hangs, and goes on where the worker before it was', async () => {
  const earlier = Date.now() - 60_000
  const watched = new MockActivityEnvironment({ heartbeatDetails: earlier })
  const beats: { readonly seenTo: unknown; readonly at: number }[] = []
  const began = performance.now()
  watched.on('heartbeat', (seenTo) => void beats.push({ seenTo, at: performance.now() - began }))
  const unasked = () => Promise.reject(new Error('nobody is asked while the database hangs'))
  const deps: Omit<WatchDeps, 'told' | 'seen'> = {
    db,
    log: pino({ enabled: false }),
    carrier: { log: unasked, logs: unasked, now: () => Date.now() },
    store: { keep: unasked },
    client: { workflow: { getHandle: () => ({ describe: unasked, signal: unasked }) } },
  }
  setTimeout(() => watched.cancel(), 4500)
  expect(await watched.run(watchCarrier, deps, 0)).toBe(earlier)
  expect(beats.filter(({ at }) => at < 4600)).toHaveLength(2)
  expect(beats.every(({ seenTo }) => seenTo === earlier)).toBe(true)
})
