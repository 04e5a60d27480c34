import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { menu } from '../testing/menu/definition.ts'
import { withKind } from '../testing/with-kind.ts'
import { check } from './check.ts'
import { compile } from './compile.ts'
import type { Flow } from './flow.ts'

let known: Disposable
beforeEach(() => void (known = withKind(menu)))
afterEach(() => known[Symbol.dispose]())

describe('values in texts', () => {
  test.each<[string, string, string | null]>([
    ['what every call has needs nothing more', 'This is {{number.name}} of {{business.name}}.', null],
    [
      'what a caller may not have needs something instead',
      'Hello {{caller.name}}.',
      'Not every call has “caller.name” here. Say what stands instead, as in {{caller.name | there}}.',
    ],
    ['which may be nothing', 'Hello {{caller.name |}}.', null],
    ['braces that are meant are no value', 'Say \\{{hello}}.', null],
    [
      'a slip suggests the nearest',
      'Hello {{caller.nmae | there}}.',
      'There is no value “caller.nmae”. Did you mean “caller.name”?',
    ],
    [
      'what is far from everything suggests nothing',
      'Hello {{weather.tomorrow}}.',
      'There is no value “weather.tomorrow”. Choose one with “Insert value”.',
    ],
    [
      'braces that are not closed are shown',
      'Hello {{caller.name.',
      '“{{caller.name.” is no value. Choose one with “Insert value”, or write \\{{ for braces that are to stay.',
    ],
    ['a secret is never spoken', 'Your PIN is {{menu.pin}}.', '“menu.pin” is secret and is never spoken. Take it out.'],
  ])('%s', (_sentence, text, message) => {
    expect(issuesOf(flow({ one: text, none: 'Bye.', both: 'Bye.' }))).toEqual(
      message === null ? [] : [`one text: ${message}`],
    )
  })

  test.each<[string, object]>([
    ['url', { url: 'https://crm.example.com/{{menu.pin}}' }],
    ['headers[0].value', { headers: [{ kind: 'text', name: 'X-Pin', value: '{{menu.pin}}' }] }],
    ['body', { body: '{"pin": "{{menu.pin}}"}' }],
  ])('[pitfall 20] what a caller enters in secret is sent to no web service: %s', (field, config) => {
    const asks = { kind: 'webhook', config: { url: 'https://crm.example.com', ...config } }
    expect(issuesOf(shared({ one: asks, none: {}, says: 'Bye.' })).filter((issue) => issue.includes('secret'))).toEqual(
      [`one ${field}: “menu.pin” is secret and is never sent. Take it out.`],
    )
  })

  test('what a web service gives in secret can be sent to another one, as it is sealed', () => {
    const keeps = [{ name: 'token', pointer: '/token', as: 'secret' }]
    const one = { kind: 'webhook', config: { url: 'https://crm.example.com', keeps } }
    const none = { kind: 'webhook', config: { url: 'https://crm.example.com/{{one.token | none}}' } }
    expect(
      issuesOf(shared({ one, none, says: '{{one.token | none}}' })).filter((issue) => /secret/.test(issue)),
    ).toEqual(['both text: “one.token” is secret and is never spoken. Take it out.'])
  })

  test.each<[string, Record<string, unknown>]>([
    ['url', { url: 'http://crm.example.com/{{one.token | none}}' }],
    ['body', { url: 'http://crm.example.com', body: '{"token": "{{one.token | none}}"}' }],
  ])('which is refused where it could be read on its way: %s', (field, config) => {
    const keeps = [{ name: 'token', pointer: '/token', as: 'secret' }]
    const one = { kind: 'webhook', config: { url: 'https://crm.example.com', keeps } }
    const both = { kind: 'webhook', config }
    const drawn = shared({ one, none: {}, says: 'Bye.' })
    const nodes = drawn.nodes.map((node) => ({ ...node, ...(node.id === 'both' && both) }))
    const edges = [
      ...drawn.edges.filter(({ from }) => from !== 'one' && from !== 'both'),
      ...['ok', 'error', 'timeout'].map((exit) => ({ from: 'one', exit, to: 'both' })),
    ]
    expect(issuesOf({ ...drawn, nodes, edges }).filter((issue) => issue.includes('secret'))).toEqual([
      `both ${field}: “one.token” is secret and can be read on its way to an address with http. Write https, or take it out.`,
    ])
  })

  test('behind every exit that gives it, a value is known', () => {
    expect(issuesOf(flow({ one: 'You pressed {{menu.key}}.', none: 'Bye.', both: 'Bye.' }))).toEqual([])
  })

  test('where only some ways give it, something must stand instead', () => {
    expect(issuesOf(flow({ one: 'One.', none: 'Bye.', both: 'You pressed {{menu.key}}.' }))).toEqual([
      'both text: Not every call knows “menu.key” here. Say what stands instead, as in {{menu.key | them}}.',
    ])
    expect(issuesOf(flow({ one: 'One.', none: 'Bye.', both: 'You pressed {{menu.key | nothing}}.' }))).toEqual([])
  })

  test('where no way gives it, it cannot be said even with something instead', () => {
    expect(issuesOf(flow({ one: 'One.', none: 'You pressed {{menu.key | nothing}}.', both: 'Bye.' }))).toEqual([
      'none text: No call knows “menu.key” here: only calls that have gone on from “menu” do. Choose another value, or connect the two.',
    ])
  })

  test('what is known and may be empty needs something instead too', () => {
    expect(issuesOf(flow({ one: 'You chose {{menu.hint}}.', none: 'Bye.', both: 'Bye.' }))).toEqual([
      'one text: Not every call has “menu.hint” here. Say what stands instead, as in {{menu.hint | it}}.',
    ])
  })

  test('an issue points at the very text, at any depth, while the rest is still unfinished', () => {
    const drawn = flow({ one: 'One.', none: 'Bye.', both: 'Bye.' }, [
      { key: '1', prompt: 'Sales' },
      { prompt: '{{caller.name}}' },
    ])
    expect(issuesOf(drawn).filter((issue) => issue.includes('caller.name'))).toEqual([
      'menu keys[1].prompt: Not every call has “caller.name” here. Say what stands instead, as in {{caller.name | there}}.',
    ])
  })
})

describe('values that nodes share', () => {
  const set = (text: string) => ({ kind: 'set-value', config: { values: [{ name: 'topic', text }] } })

  test('are known to all when every way sets them, whichever node does', () => {
    const says = 'You asked for {{flow.topic}}.'
    expect(issuesOf(shared({ one: set('a bike'), none: set('a boat'), says }))).toEqual([])
    expect(issuesOf(shared({ one: set('a bike'), none: { kind: 'play', config: { text: 'Hm.' } }, says }))).toEqual([
      'both text: Not every call knows “flow.topic” here. Say what stands instead, as in {{flow.topic | them}}.',
    ])
  })

  test('may be empty where one of the nodes may leave them so', () => {
    const says = 'You asked for {{flow.topic}}.'
    expect(issuesOf(shared({ one: set('{{caller.name | }}'), none: set('a boat'), says }))).toEqual([
      'both text: Not every call has “flow.topic” here. Say what stands instead, as in {{flow.topic | nothing}}.',
    ])
  })

  test('are found by slips, and never known where nobody has set them yet', () => {
    expect(
      issuesOf(shared({ one: set('{{flow.topic | x}}'), none: set('a boat'), says: '{{flow.topi | x}}' })),
    ).toEqual([
      'one values[0].text: No call knows “flow.topic” here: only calls that have gone on from “one” or “none” do. Choose another value, or connect them.',
      'both text: There is no value “flow.topi”. Did you mean “flow.topic”?',
    ])
  })

  test('have their own names in plans, and conditions the values themselves', () => {
    const asks = {
      kind: 'condition',
      config: { rows: [{ name: 'Bike', value: 'flow.topic', when: { is: 'equal', to: '{{menu.key | 1}}' } }] },
    }
    const drawn = shared({ one: set('a bike'), none: set('{{menu.hint | it}}'), says: 'Bye.' })
    const nodes = drawn.nodes.map((node) => (node.id === 'both' ? { ...node, ...asks } : node))
    const edges = [
      ...drawn.edges.filter(({ from }) => from !== 'both'),
      { from: 'both', exit: 'is-bike', to: 'end' },
      { from: 'both', exit: 'else', to: 'end' },
    ]
    const compiled = compile({ ...drawn, nodes, edges }, { people: null })
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
    expect(compiled.plan.steps).toMatchObject({
      one: { gives: { topic: 'words' }, as: { topic: 'flow.topic' } },
      none: { written: [['values', 0, 'text']] },
      both: { compared: [['rows', 0, 'value']], written: [['rows', 0, 'when', 'to']] },
    })
  })
})

describe('values that are told to be before, after or between others', () => {
  const asks = (value: string, when: object) => ({
    kind: 'condition',
    config: { rows: [{ name: 'Many', value, when }] },
  })
  const warned = (value: string, when: object) => {
    const drawn = flow({ one: 'One.', none: 'Bye.', both: 'Bye.' })
    const nodes = drawn.nodes.map((node) => (node.id === 'both' ? { ...node, ...asks(value, when) } : node))
    return issuesOf({ ...drawn, nodes }).filter((issue) => issue.includes('is words'))
  }

  test.each([
    { is: 'before', than: '100' },
    { is: 'after', than: '18:30' },
    { is: 'between', from: '1', to: '9' },
  ])('are doubtful where a node gives them as words: $is', (when) => {
    expect(warned('menu.hint', when)).toEqual([
      'both rows[0].when: “What was said, menu” is words, not a number, time or date: unless it happens to be one, this row never holds. Ask for digits, or use “it is” or “it looks like”.',
    ])
    expect(warned('menu.key', when)).toEqual([])
  })

  test('are fine where it is only asked what they are', () => {
    expect(warned('menu.hint', { is: 'equal', to: '100' })).toEqual([])
    expect(warned('menu.hint', { is: 'known' })).toEqual([])
  })
})

test('a plan says where values stand and which a node gives, and nothing of secrets or of values that no text names', () => {
  const compiled = compile(flow({ one: 'You pressed {{menu.key}}.', none: 'Bye.', both: 'Bye.' }), { people: null })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  expect(compiled.plan.steps).toMatchObject({ menu: { gives: { key: 'digits' } }, one: { templates: [['text']] } })
  expect(compiled.plan.steps['both']).not.toHaveProperty('templates')
  expect(JSON.stringify(compiled.plan)).not.toMatch(/pin|hint/)
})

function issuesOf(drawn: Flow): readonly string[] {
  return check(drawn, { people: null }).map(({ node, field, message }) => `${node} ${field}: ${message}`)
}

/** The same with other nodes behind the menu's exits, and what is said where they meet. */
function shared({ one, none, says }: { readonly one: object; readonly none: object; readonly says: string }): Flow {
  const drawn = flow({ one: 'One.', none: 'Bye.', both: says })
  return {
    ...drawn,
    nodes: drawn.nodes.map((node) => ({ ...node, ...(node.id === 'one' && one), ...(node.id === 'none' && none) })),
  }
}

/** A menu with one key: `one` behind the key, `none` behind no input, both of them before `both`. */
function flow(
  texts: Readonly<Record<'one' | 'none' | 'both', string>>,
  keys: readonly object[] = [{ key: '1', prompt: 'Sales' }],
): Flow {
  const node = (id: string, kind: string, config: Record<string, unknown>) => ({
    id,
    kind,
    title: id,
    config,
    position: { x: 0, y: 0 },
  })
  return {
    format: 1,
    name: 'Menu',
    nodes: [
      node('in', 'incoming-call', {}),
      node('menu', 'menu', { keys }),
      ...Object.entries(texts).map(([id, text]) => node(id, 'play', { text })),
      node('end', 'hang-up', {}),
    ],
    edges: [
      { from: 'in', exit: 'next', to: 'menu' },
      { from: 'menu', exit: 'key-1', to: 'one' },
      { from: 'menu', exit: 'no-input', to: 'none' },
      { from: 'one', exit: 'next', to: 'both' },
      { from: 'none', exit: 'next', to: 'both' },
      { from: 'both', exit: 'next', to: 'end' },
    ],
  }
}
