import { afterAll, describe, expect, test } from 'vitest'
import { menu, type Menu } from '../testing/menu/definition.ts'
import { withKind } from '../testing/with-kind.ts'
import { check } from './check.ts'
import { compile } from './compile.ts'
import { exitNames, exitsOf, exitWords, haveSameExits } from './exits.ts'
import type { Flow } from './flow.ts'
import { defineNode, type ExitOf, type Run } from './node.ts'

const kind = withKind(menu)
afterAll(() => kind[Symbol.dispose]())

const two = { keys: [says('1', 'Sales'), says('2', 'Support')] }

describe('exits that settings decide', () => {
  test('are in the order of the settings, each with its words and rules', () => {
    expect(exitsOf(menuWith(two))).toEqual([
      { name: 'key-1', words: 'Key 1', mustConnect: true },
      { name: 'key-2', words: 'Key 2', mustConnect: true },
      { name: 'no-input', words: 'No key', mustConnect: true, quick: false },
    ])
    expect(exitWords(menuWith(two), 'key-2')).toBe('Key 2')
    expect(exitWords(menuWith(two), 'key-3')).toBe('Key 3') // by its name alone
    expect(exitWords(undefined, 'no-answer')).toBe('No answer')
  })

  test.each([
    ['a text that is empty', [says('1', ''), says('2', 'Support')], ['key-1', 'key-2']],
    ['a text that is missing', [{ key: '1' }, says('2', 'Support')], ['key-1', 'key-2']],
    ['a key that is not chosen yet', [{ key: '', prompt: 'New' }, says('2', 'Support')], ['key-2']],
    ['a key that is offered twice', [says('2', 'Sales'), says('2', 'Support')], ['key-2']],
    ['no list at all', 'keys', []],
  ])('stay as far as they can be told from unfinished settings: %s', (_what, keys, exits) => {
    expect(exitNames(menuWith({ keys }))).toEqual([...exits, 'no-input'])
    expect(exitsOf(menuWith({ keys })).at(-1)?.quick).toBe(false) // what is left out has its default all the same
  })

  test('are the same while only texts change', () => {
    const other = { keys: [says('1', 'Other'), says('2', '')] }
    expect(haveSameExits(menuWith(two), menuWith(other))).toBe(true)
    expect(haveSameExits(menuWith(two), menuWith({ keys: two.keys.toReversed() }))).toBe(false)
  })

  test('are typed by their pattern', () => {
    const names: readonly ExitOf<Menu>[] = ['key-1', 'no-input']
    // @ts-expect-error a menu has no such key
    const misspelt: Run<Menu> = async () => 'key-9'
    defineNode({
      ...menu,
      exits: [{ name: 'on', words: 'On' }],
      // @ts-expect-error the way to take in an outage must be one of the exits
      outage: 'off',
    })
    expect([names.length, typeof misspelt]).toEqual([2, 'function'])
  })
})

describe('a flow with such a node', () => {
  test('compiles to a plan with the exits of each node', () => {
    const compiled = compile(drawn(two, ['key-1', 'key-2', 'no-input']), { people: null })
    expect(compiled.issues).toEqual([])
    expect(compiled.ok && compiled.plan.steps['menu']?.exits).toEqual({
      'key-1': 'end',
      'key-2': 'end',
      'no-input': 'end',
    })
  })

  test('is told which exits are open, and which connections begin nowhere', () => {
    expect(issues(drawn(two, ['key-1', 'no-input', 'key-3']))).toEqual([
      'exits.key-3: “Menu” has no exit “Key 3”. Remove the connection.',
      'exits.key-2: Connect “Key 2”: callers would be cut off there.',
    ])
  })

  test('is told what is wrong at any depth', () => {
    const flow = drawn({ keys: [says('1', ''), { key: '7', prompt: 'x' }] }, ['key-1', 'no-input'])
    expect(issues(flow)).toEqual(['keys[0].prompt: Write what the key is for.', 'keys[1].key: Choose a key.'])
  })

  test('loops forever only by exits that its settings make quick', () => {
    const once = { ...two, asks: 'once' }
    const back = (config: object): Flow => {
      const flow = drawn(config, ['key-1', 'key-2'])
      return { ...flow, edges: [...flow.edges, { from: 'menu', exit: 'no-input', to: 'menu' }] }
    }
    expect(issues(back(once))).toEqual([expect.stringContaining('would loop here forever')])
    expect(issues(back(two))).toEqual([expect.stringContaining('may loop here')])
  })
})

function says(key: string, prompt: string) {
  return { key, prompt }
}

function menuWith(config: Record<string, unknown>) {
  return { kind: 'menu', config }
}

function issues(flow: Flow): readonly string[] {
  return check(flow, { people: null }).map(({ field, message }) => (field ? `${field}: ${message}` : message))
}

function drawn(config: object, exits: readonly string[]): Flow {
  const position = { x: 0, y: 0 }
  return {
    format: 1,
    name: 'Menu',
    nodes: [
      { id: 'in', kind: 'incoming-call', title: 'In', config: {}, position },
      { id: 'menu', kind: 'menu', title: 'Menu', config: { ...config }, position },
      { id: 'end', kind: 'hang-up', title: 'End', config: {}, position },
    ],
    edges: [{ from: 'in', exit: 'next', to: 'menu' }, ...exits.map((exit) => ({ from: 'menu', exit, to: 'end' }))],
  }
}
