import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inboxOf, missed, rings } from '#infra/db/testing/inbox.ts'
import { smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import type { OpenServices } from '#apps/web/server/services.ts'
import { servicesOver } from '#test/bench/inbox/services.ts'
import { watchStatements } from '#test/bench/measure/statements.ts'
import { servicesContext } from '../access/services.ts'
import { sessionContext } from '../access/session.ts'
import { readList } from './read-list.server.ts'

let server: TemporaryDatabase
let over: OpenServices
let organisation: SmallOrganisation
let messages = 0

beforeAll(async () => {
  server = await temporaryDatabase()
  over = await servicesOver(server)
  organisation = await smallOrganisation(over.services.db, {
    id: '11111111-1111-4111-8111-111111111111',
    e164: '+12025550101',
  })
  watchStatements(({ text }) => (messages += text.includes(organisation.id) ? 1 : 0))
}, 60_000)

afterAll(async () => {
  await over.close()
  await server.remove()
})

function read(search: Record<string, string> = {}) {
  const context = new RouterContextProvider()
  context.set(servicesContext, over.services)
  context.set(sessionContext, {
    member: organisation.member,
    role: 'owner',
    numbers: new Map([[organisation.number, 'member' as const]]),
    organisation: { id: organisation.id, name: 'One' },
    name: 'Mia',
    email: 'mia@example.test',
    colleagues: [],
    administrators: [],
    organisations: [],
  })
  messages = 0
  return readList({
    request: new Request(`http://inbox.test/inbox?${new URLSearchParams(search).toString()}`),
    context,
  })
}

it.each([
  ['that nobody has anything to do in', {}],
  ['of a view', { view: 'mine' }],
  ['of a search', { q: '555' }],
  ['of one number', { number: '22222222-2222-4222-8222-222222222222' }],
])('a list %s asks the database three times at most', async (_of, search: Record<string, string>) => {
  await read(search)
  expect(messages).toBeGreaterThan(0)
  expect(messages).toBeLessThanOrEqual(3)
})

it('a list that was read later knows that it is younger', async () => {
  const before = await read()
  const call = await inboxOf(over.services.db, organisation).arrive('+12025550160')
  const between = await read()
  await call.tell(rings('mia'), ...missed)
  const after = await read()
  expect(before.asOf).toBeLessThan(between.asOf)
  expect(between.asOf).toBeLessThan(after.asOf)
  expect(after.conversations.map(({ asOf }) => asOf)).toEqual([after.asOf])
})
