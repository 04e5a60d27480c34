import { beforeAll, beforeEach, expect, it } from 'vitest'
import { freezeArrival } from '../../db/call/freeze-arrival.ts'
import { readDeeds } from '../../db/deeds/read-deeds.ts'
import type { Database } from '../../db/orm.ts'
import { openedDatabase } from '../../db/testing/opened-database.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import type { OrganisationRole } from '../permissions.ts'
import { decodePayloads } from './decode-payloads.ts'

let db: Database
let team: SmallOrganisation
let made = 0

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

beforeEach(async () => {
  made += 1
  team = await smallOrganisation(db, { id: crypto.randomUUID(), e164: `+1202555${String(made).padStart(4, '0')}` })
  for (const call of ['first', 'second'])
    await freezeArrival(db, { arrival: arrivalAt(team, { call: `${call}-${made}` }) })
})

it('that payloads are decoded is on record once for each of their calls', async () => {
  await decodes(['first'])
  await decodes(['first', 'second', 'first'])
  await decodes(['second'])
  expect(await recorded()).toEqual([
    ['payloads.call-decoded', `first-${made}`],
    ['payloads.call-decoded', `second-${made}`],
  ])
})

it('several requests at once are one record', async () => {
  await Promise.all([decodes(['first']), decodes([]), decodes(['first']), decodes(['first'])])
  const all = await recorded()
  expect(all.filter(([kind]) => kind === 'payloads.call-decoded')).toEqual([['payloads.call-decoded', `first-${made}`]])
})

it('payloads that name no call of the organisation are on record where nothing was lately', async () => {
  await decodes(['unknown'])
  await decodes([])
  expect(await recorded()).toEqual([['payloads.decoded', null]])
  await decodes(['first'])
  await decodes([])
  expect(await recorded()).toEqual([
    ['payloads.decoded', null],
    ['payloads.call-decoded', `first-${made}`],
  ])
})

it('nobody has them decoded who may not, and it is not on record', async () => {
  expect(await decodes(['first'], 'admin')).toMatchObject({
    problem: { status: 403, title: 'Only owners and auditors can decode what Temporal keeps.' },
  })
  expect(await recorded()).toEqual([])
})

function decodes(calls: readonly string[], role: OrganisationRole = 'auditor') {
  const who = { member: team.member, role, numbers: new Map() }
  const context = { db, organisation: team.id, actor: team.member, address: null, provision: null, who }
  return decodePayloads(context, { calls: calls.map((call) => `${call}-${made}`) })
}

async function recorded() {
  const deeds = await db.withOrganisation(team.id, (em) =>
    readDeeds(em, { organisation: team.id, filter: {}, limit: 10, from: { after: 0 } }),
  )
  return deeds.map(({ kind, about }) => [kind, about])
}
