import { beforeAll, describe, expect, it } from 'vitest'
import { Call } from '#infra/db/call/call.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { Member } from '#infra/db/member/member.ts'
import type { Database } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { assignFlow } from '#infra/deeds/numbers/assign-flow.ts'
import { createFlow } from './create-flow.server.ts'
import { readDeeds } from '#infra/db/deeds/read-deeds.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import { duplicateFlow, nameOfCopy } from '#infra/deeds/flows/duplicate-flow.ts'
import { listFlows, type ListedFlow } from './list-flows.server.ts'
import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'
import { renameFlow } from '#infra/deeds/flows/rename-flow.ts'
import { restoreFlowVersion } from '#infra/deeds/flows/restore-flow-version.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import { setAsideFlow } from '#infra/deeds/flows/set-aside-flow.ts'

let db: Database
let team: SmallOrganisation
let mia: DeedContext
let noah: DeedContext

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

beforeAll(async () => {
  team = await smallOrganisation(db, { id: '0197a000-0000-7000-8000-000000000001', e164: '+12025550160' })
  mia = { db, organisation: team.id, actor: team.member, who: asOwner(team.member), address: null, provision: null }
  const second = await db.withOrganisation(team.id, async (em) => {
    const member = em.create(Member, {
      organisation: team.id,
      name: 'Noah',
      email: 'noah@example.test',
      role: 'admin',
      acceptedAt: new Date(),
    })
    await em.flush()
    return member.id
  })
  noah = { ...mia, actor: second, who: asOwner(second) }
})

describe('two people who draw the same flow', () => {
  it('do not wipe each other’s work away: the second save is refused and says who was first', async () => {
    const made = await created('Shared')
    const hers = { ...(await draftOf(made.flow)), nodes: [] }
    const his = await draftOf(made.flow)
    expect(await saveFlowDraft(mia, { flow: made.flow, document: hers, base: made.revision })).toMatchObject({
      ok: true,
    })
    const refused = await saveFlowDraft(noah, { flow: made.flow, document: { ...his, edges: [] }, base: made.revision })
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: 'flow-draft-stale', status: 409, details: { savedBy: 'Mia', document: { nodes: [] } } },
    })
    const revision = refused.ok ? '' : String(refused.problem.details['revision'])
    expect(
      await saveFlowDraft(noah, { flow: made.flow, document: { ...his, edges: [] }, base: revision }),
    ).toMatchObject({ ok: true })
  })

  it('may ask again when an answer was lost, and may save the same without a quarrel', async () => {
    const made = await created('Asked twice')
    const document = { ...(await draftOf(made.flow)), edges: [] }
    const first = await saveFlowDraft(mia, { flow: made.flow, document, base: made.revision })
    expect(await saveFlowDraft(mia, { flow: made.flow, document, base: made.revision })).toEqual(first)
    expect(await saveFlowDraft(noah, { flow: made.flow, document, base: 'anything' })).toEqual(first)
  })

  it('of two saves at the same moment one is refused', async () => {
    const made = await created('Both at once')
    const draft = await draftOf(made.flow)
    const answers = await Promise.all([
      saveFlowDraft(mia, { flow: made.flow, document: { ...draft, nodes: [] }, base: made.revision }),
      saveFlowDraft(noah, { flow: made.flow, document: { ...draft, edges: [] }, base: made.revision }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('publish what they looked at, or nothing', async () => {
    const made = await created('Looked at')
    await saveFlowDraft(noah, {
      flow: made.flow,
      document: { ...(await draftOf(made.flow)), edges: [] },
      base: made.revision,
    })
    expect(await publishFlow(mia, { flow: made.flow, revision: made.revision })).toMatchObject({
      ok: false,
      problem: { code: 'flow-draft-stale', details: { savedBy: 'Noah' } },
    })
  })
})

describe('versions', () => {
  it('come back as a draft, which is published as a new version; the name of today stays', async () => {
    const made = await created('Seasons')
    expect(await publishFlow(mia, { flow: made.flow, revision: made.revision })).toMatchObject({ ok: true, version: 1 })
    const summer = await draftOf(made.flow)
    const winter = JSON.parse(JSON.stringify(summer).replace('"seconds":20', '"seconds":40')) as unknown
    await saveFlowDraft(mia, { flow: made.flow, document: winter })
    expect(await publishFlow(mia, { flow: made.flow })).toMatchObject({ ok: true, version: 2 })
    const renamed = await renameFlow(mia, { flow: made.flow, name: 'All seasons' })
    const base = renamed.ok ? renamed.revision : ''
    expect(await restoreFlowVersion(noah, { flow: made.flow, version: 1, base: 'older' })).toMatchObject({
      problem: { code: 'flow-draft-stale' },
    })
    expect(await restoreFlowVersion(noah, { flow: made.flow, version: 1, base })).toMatchObject({ ok: true })
    expect(await draftOf(made.flow)).toEqual({ ...summer, name: 'All seasons' })
    expect(await publishFlow(mia, { flow: made.flow })).toMatchObject({ ok: true, version: 3 })
    expect(await restoreFlowVersion(mia, { flow: made.flow, version: 9, base })).toMatchObject({
      problem: { code: 'flow-version-not-found' },
    })
  })
})

describe('a flow that is put aside', () => {
  it('is archived and brought back, each by a deed, and no number can choose it meanwhile', async () => {
    const { flow } = await created('Summer hours')
    expect(await setAsideFlow(mia, { flow, as: 'archive' })).toEqual({ ok: true, name: 'Summer hours' })
    expect(await listedAt(flow, Date.now())).toMatchObject({ archived: true })
    await publishFlow(mia, { flow })
    expect(await assignFlow(mia, { number: team.number, flow })).toMatchObject({
      problem: { code: 'flow-archived', title: 'The flow Summer hours is archived.' },
    })
    expect(await setAsideFlow(mia, { flow, as: 'unarchive' })).toMatchObject({ ok: true })
    expect(await listedAt(flow, Date.now())).toMatchObject({ archived: false })
    expect(await kindsOn(flow)).toEqual(['flow.made', 'flow.archived', 'flow.published', 'flow.unarchived'])
  })

  it('stays where it is while it answers a number', async () => {
    const { flow } = await created('Needed')
    await db.withOrganisation(
      team.id,
      async (em) => void em.assign(await em.findOneOrFail(PhoneNumber, { id: team.number }), { flow }),
    )
    expect(await setAsideFlow(mia, { flow, as: 'archive' })).toMatchObject({
      problem: { code: 'flow-in-use', status: 409, title: 'Calls to Main line are answered with this flow.' },
    })
    await db.withOrganisation(
      team.id,
      async (em) => void em.assign(await em.findOneOrFail(PhoneNumber, { id: team.number }), { flow: team.flow }),
    )
  })

  it('is deleted once it is archived, and comes back from there too; its name is free meanwhile', async () => {
    const { flow } = await created('Old')
    expect(await setAsideFlow(mia, { flow, as: 'delete' })).toMatchObject({ problem: { code: 'flow-not-archived' } })
    await setAsideFlow(mia, { flow, as: 'archive' })
    expect(await setAsideFlow(mia, { flow, as: 'delete' })).toMatchObject({ ok: true })
    expect(await listedAt(flow, Date.now())).toBeUndefined()
    const drawn = await draftOf(flow)
    expect(await saveFlowDraft(noah, { flow, document: drawn })).toMatchObject({
      problem: { code: 'flow-deleted', title: 'Mia deleted this flow.' },
    })
    for (const refused of [
      await publishFlow(mia, { flow }),
      await renameFlow(mia, { flow, name: 'Older' }),
      await duplicateFlow(mia, { flow }),
    ])
      expect(refused).toMatchObject({ problem: { code: 'flow-not-found' } })
    const { flow: second } = await created('Old')
    expect(await setAsideFlow(mia, { flow, as: 'undelete' })).toMatchObject({ problem: { code: 'flow-name-taken' } })
    await renameFlow(mia, { flow: second, name: 'New' })
    expect(await setAsideFlow(mia, { flow, as: 'undelete' })).toMatchObject({ ok: true })
    expect(await listedAt(flow, Date.now())).toMatchObject({ name: 'Old', archived: true })
    expect(await saveFlowDraft(noah, { flow, document: drawn })).toMatchObject({ ok: true })
  })
})

describe('a copy of a flow', () => {
  it('has the drawing of the first and a name of its own, and answers nothing', async () => {
    const { flow } = await created('Evenings')
    const copies = [await duplicateFlow(mia, { flow }), await duplicateFlow(mia, { flow })]
    const ids = copies.map((copy) => (copy.ok ? copy.flow : ''))
    const listed = await Promise.all(ids.map((id) => listedAt(id, Date.now())))
    expect(listed).toMatchObject([
      { name: 'Evenings copy', live: null, numbers: [] },
      { name: 'Evenings copy 2', live: null, numbers: [] },
    ])
    expect({ ...(await draftOf(ids[0] ?? '')), name: '' }).toEqual({ ...(await draftOf(flow)), name: '' })
    const { db, organisation } = mia
    const [deed] = await db.withOrganisation(organisation, (em) =>
      readDeeds(em, { organisation, filter: { kinds: ['flow.made'] }, limit: 1, from: { before: null } }),
    )
    expect(deed?.after).toBe('name: Evenings copy 2\ncopy of: Evenings')
  })

  it.each([
    ['Sales', [], 'Sales copy'],
    ['Sales copy', ['Sales copy'], 'Sales copy 2'],
    ['Sales copy 2', ['Sales copy', 'Sales copy 2'], 'Sales copy 3'],
    ['x'.repeat(80), [], `${'x'.repeat(75)} copy`],
  ])('of %s beside %j is called %s', (name, taken, copy) => {
    expect(nameOfCopy(name, new Set(taken))).toBe(copy)
  })
})

describe('the list', () => {
  it('says what answers calls, what is only drawn, and for which numbers', async () => {
    const made = await created('Listed')
    await db.withOrganisation(team.id, async (em) => {
      const number = await em.findOneOrFail(PhoneNumber, { id: team.number })
      em.assign(number, { flow: made.flow })
    })
    const listed = () => listedAt(made.flow, Date.now())
    expect(await listed()).toMatchObject({
      name: 'Listed',
      live: null,
      draft: 'changed',
      calls: 0,
      numbers: [{ name: 'Main line', e164: '+12025550160' }],
    })
    await publishFlow(mia, { flow: made.flow })
    expect(await listed()).toMatchObject({ live: 1, draft: 'published', numbers: [{ answers: true }] })
    await renameFlow(mia, { flow: made.flow, name: 'Listed anew' })
    expect(await listed()).toMatchObject({ name: 'Listed anew', live: 1, draft: 'changed' })
  })

  it('counts the calls of today, from midnight where the organisation is', async () => {
    const { flow } = await created('Counted')
    await db.withOrganisation(team.id, async (em) => {
      em.assign(await em.findOneOrFail(Organisation, { id: team.id }), { timeZone: 'America/New_York' })
      const arrivals = ['2026-01-05T04:59:59Z', '2026-01-05T05:00:00Z', '2026-01-06T04:59:59Z'] // the first of them on the day before
      for (const at of arrivals)
        em.create(Call, {
          organisation: team.id,
          call: `at ${at}`,
          number: team.number,
          flow,
          version: 1,
          arrivedAt: new Date(at),
        })
      await em.flush()
    })
    expect(await listedAt(flow, Date.parse('2026-01-06T04:59:59Z'))).toMatchObject({ calls: 2 })
    expect(await listedAt(flow, Date.parse('2026-01-06T05:00:00Z'))).toMatchObject({ calls: 0 })
  })

  it('refuses a name that is taken', async () => {
    const made = await created('First')
    await created('Second')
    expect(await renameFlow(mia, { flow: made.flow, name: 'Second' })).toMatchObject({
      ok: false,
      problem: { code: 'flow-name-taken', status: 409 },
    })
    expect(await createFlow(mia, { name: 'Second', template: 'empty' })).toMatchObject({
      ok: false,
      problem: { code: 'flow-name-taken' },
    })
  })
})

async function kindsOn(flow: string): Promise<readonly string[]> {
  const deeds = await db.withOrganisation(team.id, (em) =>
    em.execute<{ kind: string }[]>('select kind from deed where about = ? order by place', [flow]),
  )
  return deeds.map(({ kind }) => kind)
}

async function listedAt(flow: string, now: number): Promise<ListedFlow | undefined> {
  const { flows } = await db.withOrganisation(team.id, (em) => listFlows(em, { organisation: team.id, now }))
  return flows.find(({ id }) => id === flow)
}

async function created(name: string): Promise<{ flow: string; revision: string }> {
  const made = await createFlow(mia, { name, template: 'sales' })
  if (!made.ok) throw new Error(made.problem.title)
  return made
}

async function draftOf(flow: string): Promise<Record<string, unknown>> {
  const { draft } = await db.withOrganisation(team.id, (em) => em.findOneOrFail(Flow, { id: flow }))
  return typeof draft === 'object' && draft !== null ? { ...draft } : {}
}
