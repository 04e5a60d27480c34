import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile, planHash } from './compile.ts'
import { readFlow, type Flow } from './flow.ts'
import { factsWith } from '../nodes/scripted-call.ts'
import type { Plan } from './plan.ts'

const people = { people: { roster: factsWith().roster, routing: factsWith().routing, inactive: [] } }
const examples = new URL('../examples/', import.meta.url)

/** A changed hash means that published flows compile differently now: say why in the commit. */
const GOLDEN: Readonly<Record<string, string>> = {
  'quick.json': '7364357201812d5348842e9834f0a411a16ae2261ba6c74afa9a2c6e6a5eb65c',
  'sales.json': 'd10c467d04a29e7f3106425174fcbeaad3177a8018fda0826a6c1199db497665',
  'support.json': '4bad57872a99426380aedd39e6597e00e08a61a06a4d77013b3cb71bed22fcc7',
}

test('every example has a golden', () => {
  const files = readdirSync(examples).filter((name) => name.endsWith('.json'))
  expect(files.sort()).toEqual(Object.keys(GOLDEN))
})

test.each(Object.entries(GOLDEN))('%s compiles without issues, to the plan it always was', (name, hash) => {
  const compiled = compile(example(name), people)
  expect(compiled.issues).toEqual([])
  expect(compiled.ok && compiled.plan.hash).toBe(hash)
})

describe('compiling', () => {
  const support = example('support.json')

  test('leaves layout and notes out, so that moving nodes changes nothing', () => {
    const moved = {
      ...support,
      nodes: support.nodes.map((node) => ({ ...node, position: { x: 7, y: 7 }, note: 'Look here' })).reverse(),
      remarks: [{ id: 'note-1', text: 'Ask Olive.', position: { x: 1, y: 2 } }],
    }
    expect(planFrom(moved).hash).toBe(planFrom(support).hash)
    expect(JSON.stringify(planFrom(moved))).not.toMatch(/position|Look here/)
  })

  test('keeps titles, which stories need', () => {
    const renamed = { ...support, nodes: support.nodes.map((node) => ({ ...node, title: `${node.title}!` })) }
    expect(planFrom(renamed).hash).not.toBe(planFrom(support).hash)
    expect(planFrom(renamed).steps.welcome?.title).toBe('Welcome!')
  })

  test('fills in defaults and lists every exit, open ones too', () => {
    const bare = {
      ...support,
      nodes: support.nodes.map((node) => (node.id === 'everyone' ? { ...node, config: {} } : node)),
    }
    expect(planFrom(bare).steps.everyone).toEqual({
      id: 'everyone',
      kind: 'ring-group',
      title: 'Ring everyone',
      config: { who: { kind: 'everyone' }, seconds: 30 },
      exits: { answered: null, 'no-answer': 'voicemail', declined: 'voicemail', nobody: 'voicemail' },
    })
  })

  test('leaves out what no call can reach', () => {
    const orphan = { id: 'far', kind: 'hang-up', title: 'Far', config: {}, position: { x: 0, y: 0 } }
    const withOrphan = compile({ ...support, nodes: [...support.nodes, orphan] }, people)
    expect(withOrphan.ok && withOrphan.plan.hash).toBe(planFrom(support).hash)
    expect(withOrphan.issues.map((issue) => issue.severity)).toEqual(['warning'])
  })

  test('names its plan by a hash that anybody can check', () => {
    const plan = planFrom(support)
    expect(planHash(plan)).toBe(plan.hash)
    expect(planHash({ ...plan, start: 'voicemail' })).not.toBe(plan.hash)
  })

  test('refuses a flow with errors', () => {
    const compiled = compile({ ...support, edges: [] }, people)
    expect(compiled.ok).toBe(false)
    expect(compiled.issues.map(({ node, field }) => [node, field])).toContainEqual(['in', 'exits.next'])
  })

  test('refuses a plan that would be too large to travel with every call', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      id: `p${index}`,
      kind: 'play',
      title: `Text ${index}`,
      config: { text: 'x'.repeat(1900) },
      position: { x: 0, y: 0 },
    }))
    const chain = many.map(({ id }, index) => ({ from: id, exit: 'next', to: many[index + 1]?.id ?? 'welcome' }))
    const large = {
      ...support,
      nodes: [...support.nodes, ...many],
      edges: [...support.edges.filter((edge) => edge.from !== 'in'), { from: 'in', exit: 'next', to: 'p0' }, ...chain],
    }
    const compiled = compile(large, people)
    expect(compiled.ok).toBe(false)
    expect(compiled.issues.map((issue) => issue.message)).toEqual([
      expect.stringMatching(/^This flow is too large: \d+ kB, at most 512 kB/),
    ])
  })
})

function example(name: string): Flow {
  const read = readFlow(readFileSync(new URL(name, examples), 'utf8'))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.flow
}

function planFrom(flow: Flow): Plan {
  const compiled = compile(flow, people)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  return compiled.plan
}
