import { describe, expect, test } from 'vitest'
import { factsWith, ScriptedCall } from '../nodes/scripted-call.ts'
import { walk } from '../walk.ts'
import { checkLinked } from './check-linked.ts'
import { compile } from './compile.ts'
import type { Flow } from './flow.ts'
import { leadsTo, link, type PublishedFlow } from './link.ts'

type Node = readonly [id: string, kind: string, config: Record<string, unknown>, next?: string]

const goTo = (id: string, flow: string, next?: string): Node => [id, 'go-to-flow', { flow }, next]
const says = (id: string, text: string, next?: string): Node => [id, 'play', { text }, next]
const end: Node = ['end', 'hang-up', {}]

/** What calls hear and do on their way through a flow with those to which it leads. */
async function wayThrough(all: readonly PublishedFlow[]): Promise<readonly string[]> {
  const call = new ScriptedCall(factsWith())
  await walk(linked(all), call)
  return call.told.filter((line) => !line.startsWith('enters in'))
}

describe('a flow that leads to another one', () => {
  test('goes through its nodes, comes back by its open exits, and knows there what it knew', async () => {
    const hours = published('b', 'Hours', [
      ['sets', 'set-value', { values: [{ name: 'x', text: 'open' }] }, 'tells'],
      says('tells', 'We are {{flow.x}}, {{caller.name | friend}}.', 'mail'),
      ['mail', 'voicemail', { greeting: 'Speak.' }],
    ])
    const main = published('a', 'Main', [
      ['sets', 'set-value', { values: [{ name: 'x', text: 'mine' }] }, 'go'],
      goTo('go', 'b', 'after'),
      says('after', 'Still {{flow.x}}.', 'end'),
      end,
    ])
    expect(await wayThrough([main, hours])).toEqual([
      'enters sets',
      'enters go',
      'enters go.sets',
      'enters go.tells',
      'says “We are open, friend.”',
      'enters go.mail',
      'records after “Speak.”, at most 120 s, 5 s of silence',
      'enters after',
      'says “Still mine.”',
      'enters end',
      'hangs up: done',
    ])
  })

  test('ends where that one hangs up, and where both leave the call', async () => {
    const ends = published('b', 'Ends', [says('bye', 'Bye.', 'end'), end])
    const stops = published('b', 'Stops', [['mail', 'voicemail', { greeting: 'Speak.' }]])
    expect(
      (
        await wayThrough([
          published('a', 'Main', [goTo('go', 'b', 'after'), says('after', 'Never.', 'end'), end]),
          ends,
        ])
      ).at(-1),
    ).toBe('hangs up: done')
    expect((await wayThrough([published('a', 'Main', [goTo('go', 'b')]), stops])).at(-1)).toBe('hangs up: done')
  })

  test('may do so twice, over several flows, with ids that stay apart and can be read', () => {
    const c = published('c', 'C', [says('one', 'C.', 'mail'), ['mail', 'voicemail', { greeting: 'Speak.' }]])
    const b = published('b', 'B', [goTo('deep', 'c', 'mail'), ['mail', 'voicemail', { greeting: 'Speak.' }]])
    const a = published('a', 'A', [goTo('first', 'b', 'second'), goTo('second', 'b', 'end'), end])
    const { steps, start } = linked([a, b, c])
    expect(Object.keys(steps).sort()).toEqual(
      [
        'in',
        'end',
        ...['first', 'second'].flatMap((id) => [id, `${id}.deep`, `${id}.mail`, `${id}.deep.one`, `${id}.deep.mail`]),
      ].sort(),
    )
    expect(start).toBe('in')
    expect(steps['first.deep.mail']?.exits['left-message']).toBe('first.mail')
    expect(steps['first.mail']?.exits['failed']).toBe('second')
    expect(Object.keys(steps).every((id) => steps[id]?.id === id)).toBe(true)
  })

  test('speaks there in the language of that one', () => {
    const es = published(
      'b',
      'ES',
      [says('hola', 'Hola.', 'own'), ['own', 'play', { text: 'Hi.', language: 'en-GB' }, 'end'], end],
      { language: 'es-ES', voice: 'man' },
    )
    const { steps } = linked([published('a', 'EN', [goTo('go', 'b')]), es])
    expect(steps['go.hola']?.config).toEqual({ text: 'Hola.', language: 'es-ES', voice: 'man' })
    expect(steps['go.own']?.config).toMatchObject({ language: 'en-GB' })
  })

  test('sends what it knows there to web services, and keeps what they answer for itself', () => {
    const body = '{"a": "{{flow.x | none}} of {{business.name}}", "b": [{"c": "\\\\{{flow.x}}"}]}'
    const asks: Node = ['asks', 'webhook', { url: 'https://example.com/{{flow.x | none}}', body }, 'end']
    const b = published('b', 'B', [['sets', 'set-value', { values: [{ name: 'x', text: '1' }] }, 'asks'], asks, end])
    const { steps } = linked([published('a', 'A', [goTo('go', 'b')]), b])
    expect(steps['go.asks']?.config).toMatchObject({
      url: 'https://example.com/{{go.flow.x | none}}',
      body: body.replace('{{flow.x | none}}', '{{go.flow.x | none}}'),
    })
  })

  test('has a hash of its own, which changes with that one; a flow that leads nowhere stays as it is', () => {
    const a = published('a', 'A', [goTo('go', 'b')])
    const [one, other] = ['One.', 'Other.'].map((text) => published('b', 'B', [says('x', text, 'end'), end]))
    if (!one || !other) throw new Error('there are two')
    expect(new Set([a.plan.hash, linked([a, one]).hash, linked([a, other]).hash]).size).toBe(3)
    expect(linked([one])).toBe(one.plan)
    expect(leadsTo(a.plan)).toEqual([{ flow: 'b', version: null }])
  })

  test.each<[string, readonly PublishedFlow[], string]>([
    ['itself', [published('a', 'A', [goTo('go', 'a')])], 'go: A flow cannot lead back to itself: “A” → “A”.'],
    [
      'one that leads back',
      [
        published('a', 'A', [goTo('go', 'b')]),
        published('b', 'B', [goTo('on', 'c')]),
        published('c', 'C', [goTo('back', 'b')]),
      ],
      'go: A flow cannot lead back to itself: “B” → “C” → “B”.',
    ],
    [
      'one that is not published',
      [published('a', 'A', [goTo('go', 'x')])],
      'go: This node leads to a flow, or a version of one, that is not published.',
    ],
    [
      'one that leads to one that is not',
      [published('a', 'A', [goTo('go', 'b')]), published('b', 'B', [goTo('on', 'x')])],
      'go: “B”, to which this leads, leads to a flow',
    ],
    ['flows in each other without an end in sight', chainOf(7), 'n1: Flows lead to each other over more than 5 steps'],
    [
      'more nodes than a flow may have',
      doublingOf(5, 14),
      'flow: With the flows to which it leads, this flow has more than 500 nodes.',
    ],
    [
      'more than a call can carry',
      [
        published(
          'a',
          'A',
          times(30, (n) => goTo(`g${n}`, 'b', n < 29 ? `g${n + 1}` : undefined)),
        ),
        published('b', 'B', [...times(10, (n) => says(`p${n}`, 'x'.repeat(2000), n < 9 ? `p${n + 1}` : 'end')), end]),
      ],
      'is too large:',
    ],
  ])('cannot lead to %s, and says so', (_sentence, all, message) => {
    const result = linkAll(all)
    expect(result.ok ? 'linked' : `${result.issue.node ?? 'flow'}: ${result.issue.message}`).toContain(message)
  })

  test('is checked with the other one in it: its people, and rounds in which nobody does anything', () => {
    const b = published('b', 'B', [
      ['ring', 'ring-group', {}, 'mail'],
      ['mail', 'voicemail', { greeting: 'Speak.' }],
    ])
    const alone = { roster: [], routing: [], inactive: [] }
    expect(checkLinked(linked([published('a', 'A', [goTo('go', 'b')]), b]), { people: alone })).toMatchObject([
      { node: 'go', severity: 'error', message: expect.stringContaining('“ring”, to which this leads: ') },
    ])
    const quick = published('b', 'B', [
      ['asks', 'condition', { rows: [{ name: 'A', value: 'caller.name', when: { is: 'known' } }] }],
    ])
    const open = {
      ...quick,
      plan: {
        ...quick.plan,
        steps: { ...quick.plan.steps, asks: { ...quick.plan.steps['asks'], exits: { 'is-a': null, else: null } } },
      },
    } as PublishedFlow
    expect(checkLinked(linked([published('a', 'A', [goTo('go', 'b', 'go')]), open]), { people: null })).toMatchObject([
      {
        node: 'go',
        message: 'A call would loop here forever: “go” → “asks” → “go”. Connect one of them to another node.',
      },
    ])
  })
})

function published(
  id: string,
  name: string,
  nodes: readonly Node[],
  settings: Record<string, unknown> = {},
): PublishedFlow {
  const all: readonly Node[] = [['in', 'incoming-call', settings, nodes[0]?.[0]], ...nodes]
  const flow: Flow = {
    format: 1,
    name,
    nodes: all.map(([node, kind, config], index) => ({
      id: node,
      kind,
      title: node,
      config,
      position: { x: index, y: 0 },
    })),
    edges: all.flatMap(([from, kind, , to]) =>
      to === undefined ? [] : (exitsOfKind[kind] ?? ['next']).map((exit) => ({ from, exit, to })),
    ),
  }
  const compiled = compile(flow, { people: null })
  if (compiled.ok) return { id, name, plan: compiled.plan }
  // what a test draws on purpose although it would not be published by itself
  const steps = Object.fromEntries(
    all.map(([node, kind, config, to]) => [
      node,
      {
        id: node,
        kind,
        title: node,
        config,
        exits: Object.fromEntries((exitsOfKind[kind] ?? ['next']).map((exit) => [exit, to ?? null])),
      },
    ]),
  )
  return { id, name, plan: { format: 1, hash: '', start: 'in', steps } }
}

const exitsOfKind: Readonly<Record<string, readonly string[]>> = {
  'ring-group': ['no-answer', 'declined', 'nobody'],
  'hang-up': [],
  webhook: ['ok', 'error', 'timeout'],
}

function linkAll(all: readonly PublishedFlow[]) {
  const [first] = all
  if (!first) throw new Error('there is a flow')
  return link(first, (flow) => all.find(({ id }) => id === flow) ?? null)
}

function linked(all: readonly PublishedFlow[]) {
  const result = linkAll(all)
  if (!result.ok) throw new Error(result.issue.message)
  return result.plan
}

function chainOf(length: number): readonly PublishedFlow[] {
  return times(length, (n) => published(`${n}`, `F${n}`, [n < length - 1 ? goTo(`n${n + 1}`, `${n + 1}`) : end]))
}

/** Each leads to the next one several times: few nodes, and very many once they stand in each other. */
function doublingOf(depth: number, width: number): readonly PublishedFlow[] {
  return times(depth, (n) =>
    published(
      `${n}`,
      `F${n}`,
      n === depth - 1 ? [end] : times(width, (m) => goTo(`g${m}`, `${n + 1}`, m < width - 1 ? `g${m + 1}` : undefined)),
    ),
  )
}

function times<Thing>(count: number, make: (n: number) => Thing): readonly Thing[] {
  return Array.from({ length: count }, (_, n) => make(n))
}
