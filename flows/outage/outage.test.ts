import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CallFacts } from '../call/facts.ts'
import { exitNames } from '../language/exits.ts'
import type { AnyDefinition } from '../language/node.ts'
import { definitions } from '../nodes/definitions.ts'
import { aSeat, factsWith } from '../nodes/scripted-call.ts'
import { ladderFrom } from './outage.ts'
import type { Plan, PlanNode, NodeId } from '../language/plan.ts'

const kinds: Readonly<Record<string, AnyDefinition>> = definitions

describe('the ladder of a document', () => {
  test('says, rings, records and says goodbye as the flow would', async () => {
    const plan = planOf([
      step('n0', 'play', { text: 'Welcome.' }, { next: 'n1' }),
      step('n1', 'ring-group', { who: { kind: 'everyone' }, seconds: 30 }, { 'no-answer': 'n2' }),
      step('n2', 'voicemail', { greeting: 'Leave a message.', maxSeconds: 60, silenceSeconds: 5 }),
    ])
    expect(
      await ladderFrom(
        plan,
        factsWith({ roster: [aSeat('Ana', '+12025550121'), aSeat('Ben', null, 'inactive')] }),
        'n0',
      ),
    ).toEqual([
      { do: 'say', prompt: { say: 'Welcome.' } },
      { do: 'connect', order: 'together', seconds: 30, to: [{ member: 'ana', name: 'Ana', address: '+12025550121' }] },
      { do: 'record', greeting: { say: 'Leave a message.' }, limits: { maxSeconds: 60, silenceSeconds: 5 } },
      { do: 'hang-up', cause: 'done' },
    ])
  })

  test('takes the way for nobody eligible when nobody may ring', async () => {
    const plan = planOf([
      step('n0', 'priority-chain', { who: { kind: 'routing-list' }, seconds: 20 }, { exhausted: 'n1', nobody: 'n2' }),
      step('n1', 'play', { text: 'Nobody answered.' }),
      step('n2', 'play', { text: 'Nobody is here.' }),
    ])
    const [first] = await ladderFrom(plan, factsWith({ routing: [] }), 'n0')
    expect(first).toEqual({ do: 'say', prompt: { say: 'Nobody is here.' } })
  })

  test('says goodbye where a flow would go round', async () => {
    const plan = planOf([
      step('n0', 'priority-chain', { who: { kind: 'routing-list' }, seconds: 20 }, { exhausted: 'n0' }),
    ])
    const ladder = await ladderFrom(plan, factsWith(), 'n0')
    expect(ladder.map((rung) => rung.do)).toEqual(['connect', 'say', 'hang-up'])
    expect(ladder[1]).toEqual({
      do: 'say',
      prompt: { say: 'Nobody can take your call right now. Please call again later.' },
    })
  })

  test('rings at most ten people together', async () => {
    const roster = Array.from({ length: 14 }, (_, index) => aSeat(`P${index}`))
    const plan = planOf([step('n0', 'ring-group', { who: { kind: 'everyone' }, seconds: 30 })])
    const [first] = await ladderFrom(plan, factsWith({ roster }), 'n0')
    expect(first?.do === 'connect' && first.to).toHaveLength(10)
  })

  test('from every node of any flow it is finite, rings only who may, and ends in a recording or a goodbye', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan({ circles: true }), anyFacts(), async (plan, facts) => {
        for (const id of Object.keys(plan.steps)) {
          const ladder = await ladderFrom(plan, facts, id)
          expect(['record', 'hang-up']).toContain(ladder.at(-1)?.do)
          expect(ladder.length).toBeLessThanOrEqual(Object.keys(plan.steps).length * MOST_RUNGS + 2)
          for (const rung of ladder) {
            if (rung.do !== 'connect') continue
            expect(rung.to.length).toBeGreaterThan(0)
            expect(rung.to.length <= 10 || rung.order === 'in-turn').toBe(true)
            for (const { member, address } of rung.to) {
              if (member === undefined) {
                expect(address).toBe('+442079460123')
                continue
              }
              expect(facts.roster.find((seat) => seat.member === member)?.barred).toBeNull()
            }
          }
        }
      }),
    )
  })

  test('behind every node it goes on by the exit that the definition names for an outage', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan({ circles: false }), async (plan) => {
        for (const { id, kind, exits } of Object.values(plan.steps)) {
          const outage = kinds[kind]?.outage
          if (!outage) continue
          const alone = await ladderFrom(cutOff(plan, id), factsWith(), id)
          const next = exits[outage]
          const behind = next ? await ladderFrom(plan, factsWith(), next) : alone.slice(-1)
          expect(await ladderFrom(plan, factsWith(), id)).toEqual([...alone.slice(0, -1), ...behind])
        }
      }),
    )
  })
})

test('a ladder rings group after group, each for its own time, and then somebody outside', async () => {
  const plan = planOf([
    step(
      'n0',
      'ring-group',
      {
        who: { kind: 'members', members: ['ana'] },
        seconds: 10,
        then: [{ who: { kind: 'members', members: ['ben', 'cy'] }, seconds: 20 }],
      },
      { 'no-answer': 'n1' },
    ),
    step('n1', 'forward', { to: '+44 20 7946 0123', name: 'The service', seconds: 25, confirm: 'none' }),
  ])
  const ladder = await ladderFrom(plan, factsWith(), 'n0')
  expect(ladder).toMatchObject([
    { do: 'connect', order: 'together', seconds: 10, to: [{ name: 'Ana' }] },
    { do: 'connect', order: 'together', seconds: 20, to: [{ name: 'Ben' }, { name: 'Cy' }] },
    { do: 'connect', seconds: 25, to: [{ name: 'The service', address: '+442079460123' }], accepts: 'on-pick-up' },
    { do: 'hang-up' },
  ])
})

test('a ladder calls nobody outside who was forbidden as the call came in', async () => {
  const plan = planOf([step('n0', 'forward', { to: '+44 20 7946 0123', seconds: 25 })])
  const ladder = await ladderFrom(plan, factsWith({ decided: { n0: 'country-not-allowed' } }), 'n0')
  expect(ladder.map((rung) => rung.do)).toEqual(['hang-up'])
})

function step(id: NodeId, kind: string, config: object, next: Readonly<Record<string, NodeId>> = {}): PlanNode {
  const exits = Object.fromEntries(exitNames({ kind, config: { ...config } }).map((exit) => [exit, next[exit] ?? null]))
  return { id, kind, title: id, config, exits }
}

function planOf(steps: readonly PlanNode[]): Plan {
  return {
    format: 1,
    hash: 'unused',
    start: steps[0]?.id ?? '',
    steps: Object.fromEntries(steps.map((one) => [one.id, one])),
  }
}

/** The plan with every exit of one step left open. */
function cutOff(plan: Plan, id: NodeId): Plan {
  const { kind = '', config = {} } = plan.steps[id] ?? {}
  return { ...plan, steps: { ...plan.steps, [id]: step(id, kind, Object(config)) } }
}

/** Plans of one to nine nodes of all kinds, connected at random; without circles they only lead onwards. */
function anyPlan({ circles }: { circles: boolean }): fc.Arbitrary<Plan> {
  const drawn = fc.record({
    shape: fc.constantFrom(...shapes),
    targets: fc.array(fc.nat(11), { minLength: 4, maxLength: 4 }),
  })
  return fc.array(drawn, { minLength: 1, maxLength: 9 }).map((nodes) =>
    planOf(
      nodes.map(({ shape, targets }, index) => {
        const least = circles ? 0 : index + 1
        const exits = exitNames(shape)
        const chosen = exits
          .map((exit, n) => [exit, least + (targets[n] ?? 0)] as const)
          .filter(([, to]) => to < nodes.length)
        return step(
          `n${index}`,
          shape.kind,
          shape.config,
          Object.fromEntries(chosen.map(([exit, to]) => [exit, `n${to}`])),
        )
      }),
    ),
  )
}

/** Thirteen people who ring four at a time, and a group after them. */
const MOST_RUNGS = 5

const shapes = [
  { kind: 'incoming-call', config: { language: 'en-US' } },
  { kind: 'play', config: { text: 'Welcome.' } },
  { kind: 'ring-group', config: { who: { kind: 'everyone' }, seconds: 30 } },
  { kind: 'ring-group', config: { who: { kind: 'members', members: ['ben'] }, seconds: 5 } },
  { kind: 'priority-chain', config: { who: { kind: 'routing-list' }, seconds: 20 } },
  {
    kind: 'ring-group',
    config: {
      who: { kind: 'everyone' },
      seconds: 10,
      order: { kind: 'random', atOnce: 4 },
      then: [{ who: { kind: 'everyone' }, seconds: 15 }],
    },
  },
  { kind: 'forward', config: { to: '+44 20 7946 0123', seconds: 20 } },
  { kind: 'voicemail', config: { greeting: '', maxSeconds: 60, silenceSeconds: 5 } },
  { kind: 'hang-up', config: { cause: 'busy' } },
]

function anyFacts(): fc.Arbitrary<CallFacts> {
  const seat = fc.constantFrom(null, 'inactive' as const, 'no-verified-phone' as const)
  return fc.array(seat, { maxLength: 13 }).map((barred) => {
    const roster = barred.map((why, index) =>
      aSeat(index === 0 ? 'Ben' : `P${index}`, why === 'no-verified-phone' ? null : '+12025550199', why),
    )
    return factsWith({ roster, routing: roster.map((one) => one.member).reverse() })
  })
}
