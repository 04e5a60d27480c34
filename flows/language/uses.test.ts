import { afterAll, expect, test } from 'vitest'
import { withKind } from '../testing/with-kind.ts'
import { menu } from '../testing/menu/definition.ts'
import type { Flow } from './flow.ts'
import { defineNode } from './node.ts'
import { usesOf, usesOfFlow, usesOfPlan, type Uses } from './uses.ts'

/** A kind that refers to things of every sort, some of them twice. */
const clerk = defineNode({
  ...menu,
  kind: 'clerk',
  exits: [{ name: 'no-input', words: 'No key' }],
  outage: 'no-input',
  gives: [],
  uses: ({ keys = [] }) => ({
    rings: [{ kind: 'members', members: ['ana', 'ben'] }],
    members: ['ana', 'cy'],
    audio: keys.flatMap(({ prompt }) => (prompt ? [prompt] : [])),
    schedules: ['office'],
  }),
})
const kind = withKind(clerk)
afterAll(() => kind[Symbol.dispose]())

const none: Uses = {
  rings: [],
  members: [],
  numbers: [],
  flows: [],
  audio: [],
  agents: [],
  schedules: [],
  tags: [],
  addresses: [],
  secrets: [],
}
const ring = (who: object) => ({ kind: 'ring-group', config: { who } })

test('whom a node rings by name it uses', () => {
  const who = { kind: 'members', members: ['ana', 'ben'] }
  expect(usesOf(ring(who))).toEqual({ ...none, rings: [who], members: ['ana', 'ben'] })
  expect(usesOf(ring({ kind: 'everyone' }))).toEqual({ ...none, rings: [{ kind: 'everyone' }] })
  expect(usesOf({ kind: 'priority-chain', config: {} }).rings).toEqual([{ kind: 'routing-list' }])
})

test('unfinished settings use what is there of them', () => {
  expect(usesOf({ ...ring({ kind: 'members', members: ['ana', 7] }) }).members).toEqual(['ana'])
  expect(usesOf(ring({ kind: 'nobody' }))).toEqual(none)
  expect(
    usesOf({ kind: 'ring-group', config: { who: { kind: 'members', members: ['ana'] }, seconds: 1 } }).members,
  ).toEqual(['ana'])
})

test('kinds that refer to nothing, and unknown ones, use nothing', () => {
  expect([usesOf({ kind: 'play', config: { text: 'Hi.' } }), usesOf({ kind: 'fax', config: { who: 'ana' } })]).toEqual([
    none,
    none,
  ])
})

test('a flow uses what its reachable nodes use, each thing once', () => {
  const position = { x: 0, y: 0 }
  const config = { keys: [{ key: '1', prompt: 'hello.mp3' }, { prompt: 'hello.mp3' }, {}] }
  const flow: Flow = {
    format: 1,
    name: 'Clerk',
    nodes: [
      { id: 'in', kind: 'incoming-call', title: 'In', config: {}, position },
      { id: 'clerk', kind: 'clerk', title: 'Clerk', config, position },
      {
        id: 'loose',
        kind: 'ring-group',
        title: 'Loose',
        config: { who: { kind: 'members', members: ['dora'] } },
        position,
      },
    ],
    edges: [{ from: 'in', exit: 'next', to: 'clerk' }],
  }
  const used = {
    ...none,
    rings: [{ kind: 'members', members: ['ana', 'ben'] }],
    members: ['ana', 'ben', 'cy'],
    audio: ['hello.mp3'],
    schedules: ['office'],
  }
  expect(usesOfFlow(flow)).toEqual(used)
  const step = { id: 'clerk', kind: 'clerk', title: 'Clerk', config, exits: {} }
  expect(usesOfPlan({ format: 1, hash: '', start: 'clerk', steps: { clerk: step } })).toEqual(used)
})
