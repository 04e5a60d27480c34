import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { listen } from '#infra/db/listen.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { EventHub } from './stream-hub.server.ts'
import type { Changed, Thing } from './things.ts'

let server: TemporaryDatabase
let db: Database
let hub: EventHub
let organisation: SmallOrganisation

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  hub = new EventHub({
    read: { since: async () => ({ events: [], items: [], horizon: 1 }), changed: async () => [] },
    listen: (options) => listen({ ...options, url: server.appUrl }),
  })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await hub.close()
  await db.close()
  await server.remove()
})

it('tells what somebody’s deeds have changed, all at once, to those who may see it', async () => {
  const [member, auditor] = await Promise.all([follower(['inbox', 'flows']), follower(['flows', 'record'])])
  await db.withOrganisation(organisation.id, async (em) => {
    for (const name of ['Sales', 'Support'])
      await recordDeed(em, { by: by(), kind: 'flow.deleted', on: { id: null, name }, changed: {} })
    await recordDeed(em, { by: by(), kind: 'contact.removed', on: { id: null, name: 'Bo' }, changed: {} })
  })
  await expect.poll(() => auditor).toEqual([['flows', 'record']])
  expect(member).toEqual([['flows']])
})

it('tells nobody of a deed that was taken back', async () => {
  const member = await follower(['flows'])
  const flow = { by: by(), kind: 'flow.deleted', on: { id: null, name: 'Sales' }, changed: {} } as const
  const failed = db.withOrganisation(organisation.id, async (em) => {
    await recordDeed(em, flow)
    throw new Error('and now this')
  })
  await expect(failed).rejects.toThrow('and now this')
  await db.withOrganisation(organisation.id, (em) => recordDeed(em, flow))
  await expect.poll(() => member).toEqual([['flows']])
})

const by = () => ({ organisation: organisation.id, actor: null, address: null })

/** Somebody who may see these things. @returns what they are told has changed, each time. */
async function follower(things: readonly Thing[]): Promise<readonly Changed[]> {
  const changed: Changed[] = []
  const { promise: ready, resolve } = Promise.withResolvers<void>()
  hub.follow(organisation.id, {
    after: null,
    member: 'mia',
    signIn: things.join(),
    access: async () => ({
      numbers: new Set(),
      things: new Set(things),
      readsAllCalls: false,
      role: 'member',
      roles: 'member',
    }),
    dress: () => null,
    tell(news) {
      if (news.kind === 'ready') resolve()
      // whoever comes before the hub listens is told once that anything may have changed
      if (news.kind === 'changed' && news.things !== null) changed.push(news.things)
    },
  })
  await ready
  return changed
}
