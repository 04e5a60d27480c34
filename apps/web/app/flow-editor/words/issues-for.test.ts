import { expect, test } from 'vitest'
import { nothingChecked } from '#flows/language/check.ts'
import type { Flow, FlowNode } from '#flows/language/flow.ts'
import type { Issue } from '#flows/language/issue.ts'
import type { KnownNode } from '#flows/language/known-nodes.ts'
import { changeNode } from '../drawing/drawing.ts'
import { createIssueStore } from '../store/issue-store.ts'
import { issuesFor } from './issues-for.ts'

const people = { roster: [{ member: 'ana', name: 'Ana', address: null, barred: null }], routing: [], inactive: [] }

test('of a hundred nodes only the one that is written is checked again, and only its part of the editor hears of it', () => {
  const flow = chain(100)
  const configs = new NotedConfigs()
  const checked = { ...nothingChecked(), configs }
  const issues = createIssueStore(issuesFor(flow, [people], { checked }))
  expect(configs.read).toHaveLength(100)
  const before = new Map(issues.getState().of)
  expect(before.size).toBeGreaterThan(90)

  const written = changeNode(flow, 'n50', { config: { text: 'Welcome.' } })
  issues.show(issuesFor(written, [people], { checked }))
  expect(configs.read.slice(100)).toEqual(['n50'])
  const changed = [...before].filter(([node, own]) => issues.getState().of.get(node) !== own).map(([node]) => node)
  expect(changed).toEqual(['n50'])
})

test('what is found with a memory is what is found without one', () => {
  const checked = nothingChecked()
  let flow = chain(20)
  for (const [id, text] of [
    ['n3', 'Hello.'],
    ['n7', ''],
    ['n3', ''],
    ['n19', 'Bye.'],
  ] as const) {
    flow = changeNode(flow, id, { config: { text } })
    expect(issuesFor(flow, [people], { checked })).toEqual(issuesFor(flow, [people]))
  }
})

test('a tag that is removed while a flow is drawn is missed at once, also in nodes that nobody has touched', () => {
  const checked = nothingChecked()
  const who = { is: 'tagged', tag: 'gold' }
  const [first, ...others] = chain(3).nodes
  const asks = { ...others[0], kind: 'caller-check', config: { matches: [{ id: '1', name: 'Gold', who }] } } as FlowNode
  const flow: Flow = { ...chain(3), nodes: [first as FlowNode, asks, ...others.slice(1)] }
  const missed = (tags: ReadonlySet<string>) =>
    issuesFor(flow, [people], { tags, checked }).filter(({ field }) => field === 'matches[0].who.tag')
  expect(missed(new Set(['gold']))).toEqual([])
  expect(missed(new Set())).toHaveLength(1)
})

test('issues that stay tell nobody', () => {
  const issues: Issue[] = [{ node: 'a', field: '', severity: 'error', message: 'Wrong.' }]
  const store = createIssueStore(issues)
  let told = 0
  store.subscribe((now, before) => (told += now === before ? 0 : 1))
  store.show(structuredClone(issues))
  expect(told).toBe(0)
})

/** Notes the nodes whose config had to be read. */
class NotedConfigs extends WeakMap<FlowNode, KnownNode['config']> {
  readonly read: string[] = []

  override set(node: FlowNode, config: KnownNode['config']): this {
    if (!this.has(node)) this.read.push(node.id)
    return super.set(node, config)
  }
}

/** An incoming call, and texts one after another, none of them written yet. */
function chain(count: number): Flow {
  const texts = Array.from({ length: count - 1 }, (_, index) => ({
    id: `n${index + 1}`,
    kind: 'play',
    title: `Text ${index + 1}`,
    config: {},
    position: { x: index * 352, y: 0 },
  }))
  const nodes = [
    { id: 'in', kind: 'incoming-call', title: 'Incoming call', config: {}, position: { x: -352, y: 0 } },
    ...texts,
  ]
  return {
    format: 1,
    name: 'Long',
    nodes,
    edges: nodes.slice(1).map(({ id }, index) => ({ from: nodes[index]?.id ?? '', exit: 'next', to: id })),
  }
}
