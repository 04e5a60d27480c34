import { describe, expect, test } from 'vitest'
import { drawn } from '#test/builders/flows.ts'
import type { Flow } from '#flows/language/flow.ts'
import { valuesAt } from '../drawing/values-at.ts'
import { givenWords } from './given-words.ts'
import { summaryOf } from './summary.ts'

const named = { names: new Map<string, string>(), numbers: [] }

/** A group; behind its talk `thanks`, which speaks; behind both a voicemail. */
function flow(text = 'Bye.'): Flow {
  const base = drawn('Thanks', ['ring-group'], ['voicemail', { greeting: 'Hello.' }])
  const thanks = { id: 'thanks', kind: 'play', title: 'Thanks', config: { text }, position: { x: 0, y: 1 } }
  return {
    ...base,
    nodes: [...base.nodes, thanks],
    edges: [...base.edges, { from: 'n1', exit: 'answered', to: 'thanks' }, { from: 'thanks', exit: 'next', to: 'n2' }],
  }
}

const offered = (node: string) =>
  valuesAt(flow(), node).map(({ name, knowing, otherwise }) => [name, knowing, otherwise])

describe('what may be said at a node', () => {
  test('is what every call has', () => {
    expect(offered('n1')).toEqual([
      ['caller.name', 'always', 'there'],
      ['caller.number', 'always', 'a private number'],
      ['number.name', 'always', null],
      ['business.name', 'always', null],
      ['call.weekday', 'always', 'today'],
      ['call.date', 'always', 'today'],
      ['call.time', 'always', 'now'],
    ])
  })

  test('and what nodes before it have given, on all ways or on some', () => {
    expect(offered('thanks').at(-1)).toEqual(['n1.answered-by', 'always', null])
    expect(offered('n2').at(-1)).toEqual(['n1.answered-by', 'sometimes', 'them'])
    expect(valuesAt(flow(), 'thanks').at(-1)).toMatchObject({ words: 'Who answered', from: 'Ring a group 1' })
  })
})

test('a summary has the words of values, not their names', () => {
  const drawing = flow('Hello {{caller.name | there}}, that was {{n1.answered-by}}. \\{{ {{what.else}}')
  const node = drawing.nodes.find(({ id }) => id === 'thanks')
  if (!node) throw new Error('thanks is drawn')
  const words = givenWords(drawing, node)
  expect(summaryOf(node, named, (name) => words.get(name) ?? null)).toBe(
    '“Hello [Caller’s name], that was [Who answered, Ring a group 1]. {{ [what.else]”',
  )
})
