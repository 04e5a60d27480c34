import { afterAll, beforeAll, expect, it } from 'vitest'
import { drawn } from '#test/builders/flows.ts'
import { compile } from '#flows/language/compile.ts'
import type { Flow as Drawing } from '#flows/language/flow.ts'
import { Flow } from '../../db/flow/flow.ts'
import { FlowVersion } from '../../db/flow/flow-version.ts'
import { flowsWithTags } from '../../db/flow/flows-with-tags.ts'
import { Member } from '../../db/member/member.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import { openDatabase, type Database } from '../../db/orm.ts'
import { smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../../db/testing/temporary-database.ts'
import { publishFlow } from '../flows/publish-flow.ts'
import { asOwner } from '../permissions.ts'
import { addTag } from './add-tag.ts'
import { removeTag } from './remove-tag.ts'

const organisation = '11111111-1111-4111-8111-111111111111'
let server: TemporaryDatabase
let db: Database
let office: SmallOrganisation

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  office = await smallOrganisation(db, { id: organisation, e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const context = () => ({
  db,
  organisation,
  actor: office.member,
  who: asOwner(office.member),
  address: null,
  provision: null,
})
const asking = (name: string, tag: string): Drawing =>
  drawn(name, ['caller-check', { matches: [{ id: '1', name: 'They', who: { is: 'tagged', tag } }] }], ['hang-up'])
async function tagged(name: string): Promise<string> {
  const added = await addTag(context(), { name, colour: 'teal' })
  return added.ok ? added.tag : ''
}
const keep = (draft: Drawing) =>
  db.withOrganisation(organisation, async (em) => {
    const flow = em.create(Flow, { organisation, name: draft.name, draft })
    await em.flush()
    return flow.id
  })
const used = async (tag: string) =>
  (await db.withOrganisation(organisation, (em) => flowsWithTags(em, { organisation, tags: [tag] }))).get(tag)

it('a tag that a draft asks for stays, and who would remove it is told where it is needed', async () => {
  const tag = await tagged('Gold')
  const flow = await keep(asking('Night', tag))
  await keep(drawn('Day', ['hang-up']))
  expect(await used(tag)).toEqual([{ id: flow, name: 'Night' }])
  const refused = await removeTag(context(), { tag })
  expect(refused).toMatchObject({ problem: { code: 'tag-in-use' } })
  expect(refused.ok ? '' : refused.problem.title).toContain('Night')
})

it('so does one that only the version asks for which answers a number, until that is another', async () => {
  const tag = await tagged('Press')
  const flow = await keep(drawn('Live', ['hang-up']))
  const compiled = compile(asking('Live', tag), { people: null })
  if (!compiled.ok) throw new Error('it compiles')
  await db.withOrganisation(organisation, async (em) => {
    const live = em.create(FlowVersion, {
      organisation,
      flow: em.getReference(Flow, flow),
      version: 1,
      document: {},
      plan: compiled.plan,
      hash: compiled.plan.hash,
      publishedBy: em.getReference(Member, office.member),
    })
    await em.flush()
    await em.nativeUpdate(PhoneNumber, { id: office.number }, { flow, live: live.id })
  })
  expect(await removeTag(context(), { tag })).toMatchObject({ problem: { code: 'tag-in-use' } })
  await db.withOrganisation(organisation, (em) => em.nativeUpdate(PhoneNumber, { id: office.number }, { live: null }))
  expect(await removeTag(context(), { tag })).toMatchObject({ ok: true, name: 'Press' })
})

it('a flow that is gone needs no tag', async () => {
  const tag = await tagged('Old')
  const flow = await keep(asking('Gone', tag))
  await db.withOrganisation(organisation, (em) => em.nativeUpdate(Flow, { id: flow }, { deletedAt: new Date() }))
  expect(await removeTag(context(), { tag })).toMatchObject({ ok: true })
})

it('a flow that asks for a tag that is gone is not published, and says at which match', async () => {
  const flow = await keep(asking('Misses a tag', organisation))
  expect(await publishFlow(context(), { flow })).toMatchObject({
    problem: {
      code: 'flow-has-errors',
      details: {
        issues: [
          {
            node: 'n1',
            field: 'matches[0].who.tag',
            message: 'This tag no longer exists. Choose another, or remove the match.',
          },
        ],
      },
    },
  })
})
