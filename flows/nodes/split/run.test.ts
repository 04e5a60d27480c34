import { describe, expect, test } from 'vitest'
import { drawn } from '#test/builders/flows.ts'
import { decidedAtArrival } from '../../language/decide.ts'
import { compile } from '../../language/compile.ts'
import { exitsOf } from '../../language/exits.ts'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { split } from './definition.ts'
import { drawnShare } from './drawn-share.ts'
import { run } from './run.ts'

const config = split.config.parse({})
const shares = (...percents: number[]) =>
  percents.map((percent, at) => ({ id: `${at + 1}`, name: `Way ${at}`, percent }))

describe('a split by share', () => {
  test.each<[string, string | null, string]>([
    ['goes the way that was drawn when the call came in', 'share-2', 'share-2'],
    ['goes the first way where nobody drew', null, 'share-1'],
  ])('%s', async (_sentence, decided, exit) => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, config, here(decided))).toBe(exit)
    expect(call.told).toEqual([])
  })

  test('has an exit for each share, which keeps its name when the share is renamed or moved', () => {
    const [a, b] = config.shares
    const drawnLater = {
      kind: 'split',
      config: {
        shares: [
          { ...b, percent: 40 },
          { ...a, name: 'Old greeting' },
        ],
      },
    }
    expect(exitsOf(drawnLater)).toMatchObject([
      { name: 'share-2', words: 'Second half (40 %)' },
      { name: 'share-1', words: 'Old greeting (50 %)' },
    ])
  })

  test('has the exits that can be told while it is drawn', () => {
    expect(exitsOf({ kind: 'split', config: { shares: [{ id: '7' }, { name: 'New' }] } })).toMatchObject([
      { name: 'share-7', words: 'Share' },
    ])
  })

  test.each<[string, unknown, readonly string[]]>([
    ['halves are fine', { shares: shares(50, 50) }, []],
    ['a share may rest', { shares: shares(0, 100) }, []],
    ['what is not 100 % together is an error', { shares: shares(30, 60) }, ['shares error']],
    ['two of one id are an error', { shares: shares(50, 50).map((one) => ({ ...one, id: 'a' })) }, ['shares[1] error']],
    [
      'two of one name are doubtful',
      { shares: shares(50, 50).map((one) => ({ ...one, name: 'New' })) },
      ['shares[1].name warning'],
    ],
  ])('%s', (_sentence, drawnConfig, found) => {
    const issues = split.check?.(split.config.parse(drawnConfig), { people: null }) ?? []
    expect(issues.map(({ field, severity }) => `${field} ${severity}`)).toEqual(found)
  })

  test.each([
    ['a single share', { shares: shares(100) }],
    ['eleven shares', { shares: shares(...Array.from({ length: 11 }, () => 5)) }],
    ['parts of a percent', { shares: shares(0.5, 99.5) }],
    ['a share without a name', { shares: [{ id: '1', name: ' ', percent: 50 }, ...shares(50)] }],
    [
      'an id that could be taken for something else',
      { shares: [{ id: '${x}', name: 'A', percent: 50 }, ...shares(50)] },
    ],
  ])('refuses %s', (_what, drawnConfig) => {
    expect(split.config.safeParse(drawnConfig).success).toBe(false)
  })
})

test('of many calls each share gets its own, and a share of nothing gets none', () => {
  const counts = new Map<string, number>()
  for (let seed = 0; seed < 5000; seed += 1) {
    const { id } = drawnShare(shares(70, 0, 30), { seed, node: 'n1' })
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  expect([...counts.keys()].sort()).toEqual(['1', '3'])
  expect(Math.abs((counts.get('1') ?? 0) / 5000 - 0.7)).toBeLessThan(0.02)
})

test('two splits of one call are drawn by themselves, and the same call is always drawn alike', () => {
  const flow = drawn('Twice', ['split'], ['split'], ['hang-up'])
  const compiled = compile(flow, { people: null })
  if (!compiled.ok) throw new Error('it compiles')
  const ways = Array.from({ length: 40 }, (_, seed) => decidedAtArrival(compiled.plan, factsWith({ seed }), {}).decided)
  expect(new Set(ways.map((way) => `${way?.n1} ${way?.n2}`)).size).toBe(4)
  expect(decidedAtArrival(compiled.plan, factsWith({ seed: 9 }), {}).decided).toEqual(ways[9])
})
