import { beforeAll, expect, it } from 'vitest'
import { readDeeds } from '../../db/deeds/read-deeds.ts'
import type { Database } from '../../db/orm.ts'
import { openedDatabase } from '../../db/testing/opened-database.ts'
import { smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import type { OrganisationRole } from '../permissions.ts'
import { exportDeeds } from './export-deeds.ts'
import { renameOrganisation } from './rename-organisation.ts'

let db: Database
let team: SmallOrganisation

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  team = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  await renameOrganisation(context('owner'), { name: 'Office' })
  return opened.close
}, 60_000)

it('the record is handed out up to where it was asked for, which is on record itself', async () => {
  const done = await exportDeeds(context('auditor'), { form: 'csv', asked: ALL })
  expect(done).toMatchObject({
    ok: true,
    organisation: { id: team.id, name: 'Office' },
    head: { place: 1 },
    filter: {},
  })
  expect((await recorded()).at(-1)).toEqual(['export.deeds', 'form: csv\nasked for: everything\nrows: 1'])
})

it('what was asked for is on record in words', async () => {
  const asked = { ...ALL, who: team.member, kind: 'all-people', from: '2026-01-05' }
  const done = await exportDeeds(context('owner'), { form: 'json', asked })
  expect(done).toMatchObject({ filter: { actor: team.member, from: Date.UTC(2026, 0, 5) } })
  expect((await recorded()).at(-1)).toEqual([
    'export.deeds',
    'form: json\nasked for: by Mia, all of People, from 2026-01-05\nrows: 0',
  ])
})

it('somebody whom the organisation does not have is refused, and so is whoever may not', async () => {
  const before = await recorded()
  const asked = { ...ALL, who: team.number }
  expect(await exportDeeds(context('owner'), { form: 'csv', asked })).toMatchObject({
    problem: { code: 'member-not-found' },
  })
  expect(await exportDeeds(context('admin'), { form: 'csv', asked: ALL })).toMatchObject({
    problem: { status: 403, title: 'Only owners and auditors can see what people did.' },
  })
  expect(await recorded()).toEqual(before)
})

const ALL = { who: null, kind: null, about: null, from: null, to: null }

function context(role: OrganisationRole) {
  const who = { member: team.member, role, numbers: new Map() }
  return { db, organisation: team.id, actor: team.member, address: null, provision: null, who }
}

async function recorded() {
  const deeds = await db.withOrganisation(team.id, (em) =>
    readDeeds(em, { organisation: team.id, filter: {}, limit: 10, from: { after: 0 } }),
  )
  return deeds.map(({ kind, after }) => [kind, after])
}
