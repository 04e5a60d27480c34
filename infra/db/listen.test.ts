import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callNotice, inboxNotice, listen, type CallNotice } from './listen.ts'
import { temporaryDatabase, type TemporaryDatabase } from './testing/temporary-database.ts'

let server: TemporaryDatabase
let anybody: pg.Client

beforeAll(async () => {
  server = await temporaryDatabase()
  anybody = new pg.Client(server.identityUrl) // of all roles the one that may do least
  await anybody.connect()
}, 120_000)

afterAll(async () => {
  await anybody.end()
  await server.remove()
})

const organisation = '5ea50000-0000-4000-8000-00000000000a'
const nonsense = [
  '',
  'oops',
  '{',
  'null',
  '[]',
  '{}',
  '{"organisation":1}',
  `{"organisation":"${organisation}","call":"","id":1}`,
  '{"organisation":"x","call":"y","id":1}',
  `{"organisation":"${organisation}","call":"y","id":1e999}`,
]

it('passes over what it cannot read, counts it, says so now and then, and hears the next message', async () => {
  const heard: CallNotice[] = []
  const troubles: string[] = []
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  const listener = listen({
    url: server.appUrl,
    channels: ['call_event'],
    onNotice: (_, payload) => heard.push(callNotice(payload)),
    onListening: resolve,
    onTrouble: (message) => troubles.push(message),
  })
  await listening
  for (const payload of nonsense) await anybody.query('select pg_notify($1, $2)', ['call_event', payload])
  const good = { organisation, call: 'call-1', id: 7 }
  await anybody.query('select pg_notify($1, $2)', ['call_event', JSON.stringify(good)])
  await expect.poll(() => heard).toEqual([good])
  expect(listener.unreadable).toBe(nonsense.length)
  expect(troubles).toEqual(
    [1, 10].map(
      (count) => `A message on call_event could not be read and was passed over, number ${count} of its kind.`,
    ),
  )
  await listener.close()
})

it('survives a listener that fails later on', async () => {
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  const listener = listen({
    url: server.appUrl,
    channels: ['number_changed'],
    onNotice: () => Promise.reject(new Error('no database')),
    onListening: resolve,
  })
  await listening
  await anybody.query('select pg_notify($1, $2)', ['number_changed', organisation])
  await expect.poll(() => listener.unreadable).toBe(1)
  await listener.close()
})

it('takes no message on the inbox for one that names no organisation', () => {
  expect(() => inboxNotice('{"organisation":"","number":""}')).toThrow()
  expect(inboxNotice(JSON.stringify({ organisation, number: organisation }))).toEqual({
    organisation,
    number: organisation,
  })
})
