import { afterAll, beforeAll, expect, it } from 'vitest'
import { drawn } from '#test/builders/flows.ts'
import { compile } from '#flows/language/compile.ts'
import type { Flow as Drawing } from '#flows/language/flow.ts'
import { Flow } from '../../db/flow/flow.ts'
import { FlowVersion } from '../../db/flow/flow-version.ts'
import { usedIn } from '../../db/flow/used-in.ts'
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
const used = (tag: string) => db.withOrganisation(organisation, (em) => usedIn(em, 'tags', tag))

it('a tag that a draft asks for stays, and who would remove it is told where it is needed', async () => {
  const tag = await tagged('Gold')
  const flow = await keep(asking('Night', tag))
  await keep(drawn('Day', ['hang-up']))
  expect(await used(tag)).toEqual([{ flow, name: 'Night', published: false }])
  const refused = await removeTag(context(), { tag })
  expect(refused).toMatchObject({ problem: { code: 'tag-in-use' } })
  expect(refused.ok ? '' : refused.problem.title).toContain('Night')
})

it('so does one that only the version asks for which answers, until a newer one answers', async () => {
  const tag = await tagged('Press')
  const flow = await keep(drawn('Live', ['hang-up']))
  const answersWith = (version: number, document: Drawing) =>
    db.withOrganisation(organisation, async (em) => {
      const compiled = compile(document, { people: null })
      if (!compiled.ok) throw new Error('it compiles')
      const live = em.create(FlowVersion, {
        organisation,
        flow: em.getReference(Flow, flow),
        version,
        document,
        plan: compiled.plan,
        hash: compiled.plan.hash,
        publishedBy: em.getReference(Member, office.member),
      })
      await em.flush()
      await em.nativeUpdate(PhoneNumber, { id: office.number }, { flow, live: live.id })
    })
  await answersWith(1, asking('Live', tag))
  expect(await removeTag(context(), { tag })).toMatchObject({ problem: { code: 'tag-in-use' } })
  await answersWith(2, drawn('Live', ['hang-up']))
  expect(await removeTag(context(), { tag })).toMatchObject({ ok: true, name: 'Press' })
})

it('a tag is not taken away under a flow that is being published, and the flow is not published without it', async () => {
  const tag = await tagged('Raced')
  const flow = await keep(asking('Races', tag))
  const [published, removed] = await Promise.all([
    publishFlow(context(), { flow }),
    db
      .withOrganisation(organisation, (em) =>
        em.nativeUpdate(Flow, { id: flow }, { draft: drawn('Races', ['hang-up']) }),
      )
      .then(() => removeTag(context(), { tag })),
  ])
  expect([published.ok, removed.ok]).not.toEqual([false, false])
  const answers = await db.withOrganisation(organisation, (em) => em.find(FlowVersion, { flow }))
  const needed = answers.some(({ plan }) => JSON.stringify(plan).includes(tag))
  expect(removed.ok).toBe(!needed)
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
