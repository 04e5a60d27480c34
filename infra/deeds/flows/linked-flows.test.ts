import { beforeAll, expect, test } from 'vitest'
import { opening } from '#flows/first-list.ts'
import { factsWith } from '#flows/nodes/scripted-call.ts'
import { Flow } from '../../db/flow/flow.ts'
import { liveNumbers } from '../../db/number/live-numbers.ts'
import { provisionNumbers } from '../../db/number/provision-numbers.ts'
import { rungOn } from '../../db/number/rung-on.ts'
import type { DeedContext } from '../../db/deed.ts'
import type { Database } from '../../db/orm.ts'
import { openedDatabase } from '../../db/testing/opened-database.ts'
import { smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import { usedIn } from '../../db/flow/used-in.ts'
import { assignFlow } from '../numbers/assign-flow.ts'
import { asOwner } from '../permissions.ts'
import { deleteSchedule } from '../schedules/delete-schedule.ts'
import { makeSchedule } from '../schedules/make-schedule.ts'
import { publishFlow } from './publish-flow.ts'
import { setAsideFlow } from './set-aside-flow.ts'

let db: Database
let team: SmallOrganisation
let mia: DeedContext

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  team = await smallOrganisation(db, { id: '0197a000-0000-7000-8000-000000000021', e164: '+12025550161' })
  mia = { db, organisation: team.id, actor: team.member, who: asOwner(team.member), address: null, provision: null }
  return opened.close
}, 60_000)

test('calls go through another flow as it is published when they come in, and through a version that is named as it was', async () => {
  const hello = await drawn('Hello', [says('Hello.')])
  await publishFlow(mia, { flow: hello })
  const newest = await drawn('Newest', [goTo(hello)])
  const first = await drawn('First', [goTo(hello, 1)])
  await publishFlow(mia, { flow: newest })
  await publishFlow(mia, { flow: first })
  await answersWith(newest)
  expect(await heard()).toEqual(['Hello.'])
  await redraw(hello, 'Hello', [says('Good day.')])
  expect(await publishFlow(mia, { flow: hello })).toMatchObject({ ok: true, version: 2, numbers: [] })
  expect(await heard()).toEqual(['Good day.'])
  await answersWith(first)
  expect(await heard()).toEqual(['Hello.'])
  await redraw(hello, 'Hello', [says('Good evening.')])
  await publishFlow(mia, { flow: hello })
  expect(await heard()).toEqual(['Hello.'])
})

test('the carrier and the page of the number know whom the other flow rings', async () => {
  const ring = await drawn('Ring', [{ kind: 'ring-group', config: {} }])
  await publishFlow(mia, { flow: ring })
  const main = await drawn('Front', [goTo(ring)])
  await publishFlow(mia, { flow: main })
  await answersWith(main)
  const rung = await db.withOrganisation(team.id, (em) => rungOn(em))
  expect([...(rung.get(team.number)?.keys() ?? [])]).toEqual([team.member])
  const told: string[] = []
  await provisionNumbers(db, {
    organisation: team.id,
    numbers: [team.number],
    provision: async ({ plan }) => {
      told.push(...Object.keys(plan.steps))
      return { carrierNumber: 'n', webhookResource: 'w', fallbackScript: 'f' }
    },
  })
  expect(told).toEqual(expect.arrayContaining(['n0', 'n0.n0']))
})

test('a flow to which others lead cannot be put aside, and it is said which they are', async () => {
  const end = await drawn('End', [says('Bye.')])
  await publishFlow(mia, { flow: end })
  const one = await drawn('One', [goTo(end)])
  await publishFlow(mia, { flow: one })
  expect(await setAsideFlow(mia, { flow: end, as: 'archive' })).toMatchObject({
    problem: { code: 'flow-led-to', title: 'Calls come to this flow from One.' },
  })
  await redraw(one, 'One', [says('Bye.')])
  await publishFlow(mia, { flow: one })
  expect(await setAsideFlow(mia, { flow: end, as: 'archive' })).toMatchObject({ ok: true })
  await redraw(one, 'One', [goTo(end)])
  expect(await publishFlow(mia, { flow: one })).toMatchObject({
    problem: {
      details: { issues: [{ node: 'n0', message: 'This flow does not exist any more. Choose another one.' }] },
    },
  })
})

test('what an older version uses to which calls are led is not deleted from under them', async () => {
  const made = await makeSchedule(mia, { name: 'Old hours' })
  if (!made.ok) throw new Error(made.problem.title)
  const { schedule } = made
  const hours = await drawn('Hours', [{ kind: 'business-hours', config: { hours: { kind: 'shared', schedule } } }])
  await publishFlow(mia, { flow: hours })
  const pinned = await drawn('Pinned', [goTo(hours, 1)])
  await publishFlow(mia, { flow: pinned })
  await answersWith(pinned)
  expect(await db.withOrganisation(team.id, (em) => usedIn(em, 'schedules', schedule))).toEqual([
    { flow: hours, name: 'Hours', published: true },
  ])
  await redraw(hours, 'Hours', [says('Always open.')])
  await publishFlow(mia, { flow: hours })
  expect(await deleteSchedule(mia, { schedule })).toMatchObject({
    problem: { code: 'schedule-in-use', title: expect.stringContaining('Pinned') },
  })
  await redraw(pinned, 'Pinned', [goTo(hours)])
  await publishFlow(mia, { flow: pinned })
  expect(await deleteSchedule(mia, { schedule })).toMatchObject({ ok: true })
})

test('flows that would lead round are refused, whichever is published last, and the way round is named', async () => {
  const [a, b] = [await drawn('A', [says('A.')]), await drawn('B', [says('B.')])]
  await publishFlow(mia, { flow: a })
  await publishFlow(mia, { flow: b })
  await redraw(a, 'A', [goTo(b)])
  expect(await publishFlow(mia, { flow: a })).toMatchObject({ ok: true })
  await redraw(b, 'B', [goTo(a)])
  expect(await publishFlow(mia, { flow: b })).toMatchObject({
    problem: { details: { issues: [{ message: expect.stringContaining('“B” → “A” → “B”') }] } },
  })
  await redraw(a, 'A', [goTo(a)])
  expect(await publishFlow(mia, { flow: a })).toMatchObject({
    problem: { details: { issues: [{ message: expect.stringContaining('“A” → “A”') }] } },
  })
})

test('a flow is not published that would make another one too large for its number', async () => {
  const inner = await drawn('Inner', [says('Short.')])
  await publishFlow(mia, { flow: inner })
  const outer = await drawn(
    'Outer',
    Array.from({ length: 20 }, () => goTo(inner)),
  )
  await publishFlow(mia, { flow: outer })
  await answersWith(outer)
  await redraw(
    inner,
    'Inner',
    Array.from({ length: 30 }, () => says('Long.')),
  )
  expect(await publishFlow(mia, { flow: inner })).toMatchObject({
    problem: { details: { issues: [{ message: expect.stringMatching(/Outer.*more than 500 nodes/) }] } },
  })
  expect((await heard()).at(0)).toBe('Short.')
})

interface Drawn {
  readonly kind: string
  readonly config: Record<string, unknown>
}

function says(text: string): Drawn {
  return { kind: 'play', config: { text } }
}

function goTo(flow: string, version?: number): Drawn {
  return { kind: 'go-to-flow', config: { flow, ...(version !== undefined && { version }) } }
}

const exits: Readonly<Record<string, readonly string[]>> = {
  'ring-group': ['no-answer', 'declined', 'nobody'],
  'business-hours': ['open', 'closed', 'holiday'],
}

/** One node after the other, by every exit that must be connected, and a goodbye. */
function drawing(name: string, nodes: readonly Drawn[]) {
  const all = [{ kind: 'incoming-call', config: {} }, ...nodes, { kind: 'hang-up', config: {} }]
  const ids = all.map((_, index) => (index === 0 ? 'in' : `n${index - 1}`))
  return {
    format: 1,
    name,
    nodes: all.map(({ kind, config }, index) => ({
      id: ids[index],
      kind,
      title: `${kind} ${index}`,
      config,
      position: { x: index, y: 0 },
    })),
    edges: all.slice(0, -1).flatMap(({ kind }, index) =>
      (exits[kind] ?? ['next']).map((exit) => ({
        from: ids[index],
        exit,
        to: ids[index + 1],
      })),
    ),
  }
}

function drawn(name: string, nodes: readonly Drawn[]): Promise<string> {
  return db.withOrganisation(team.id, async (em) => {
    const flow = em.create(Flow, { organisation: team.id, name, draft: drawing(name, nodes) })
    await em.flush()
    return flow.id
  })
}

function redraw(flow: string, name: string, nodes: readonly Drawn[]): Promise<void> {
  return db.withOrganisation(
    team.id,
    async (em) => void em.assign(await em.findOneOrFail(Flow, { id: flow }), { draft: drawing(name, nodes) }),
  )
}

async function answersWith(flow: string): Promise<void> {
  expect(await assignFlow(mia, { number: team.number, flow })).toMatchObject({ ok: true })
}

/** What a caller of the number hears at once. */
async function heard(): Promise<readonly unknown[]> {
  const live = (await liveNumbers(db)).find(({ number }) => number === team.number)
  if (!live) throw new Error('the number answers')
  const { list } = await opening(live.plan, factsWith())
  return list.flatMap((one) => (one.do === 'say' && 'say' in one.prompt ? [one.prompt.say] : []))
}
