import { describe, expect, test } from 'vitest'
import { exitsOf } from '#flows/language/exits.ts'
import { exampleOf } from '#flows/language/reference/example.ts'
import type { AnyDefinition } from '#flows/language/node.ts'
import { definitions } from '#flows/nodes/definitions.ts'
import { menu } from '#flows/testing/menu/definition.ts'
import { withKind } from '#flows/testing/with-kind.ts'
import { nodeDocs, staleDocs } from './node-docs.ts'

test('the pages in docs/nodes are what the definitions say; npm run docs writes them anew', () => {
  expect(staleDocs()).toEqual([])
})

describe.each(Object.entries<AnyDefinition>(definitions))('the page of %s', (kind, definition) => {
  const text = nodeDocs().get(`${kind}.md`) ?? ''

  test('has an example that is valid, and every exit of it', () => {
    const example = exampleOf(definition)
    expect(definition.config.safeParse(example).error?.issues ?? []).toEqual([])
    for (const { name, words } of exitsOf({ kind, config: { ...example } })) {
      expect(text).toContain(`| ${words} | \`${name}\` |`)
      expect(nodeDocs().get(`${kind}.svg`)).toContain(words.slice(0, 20).replaceAll('&', '&amp;'))
    }
  })
})

test('what is proposed is told by its labels, and as a sentence with one full stop', () => {
  const text = nodeDocs().get('ai-answers.md') ?? ''
  expect(text).toContain(
    'Default: Hand over to a person; Take an inquiry: name, number, reason, urgency; End the conversation.',
  )
  expect(text).toContain('How can I help you?\n')
  expect(text).toContain('can be taken without anybody doing anything')
  for (const [name, page] of nodeDocs()) if (name.endsWith('.md')) expect(page).not.toMatch(/[.?!]\.(\s|$)/m)
})

test('a kind with lists, choices, bounds and values is told to the last field without a word of its own', () => {
  using _menu = withKind(menu)
  const text = nodeDocs().get('menu.md') ?? ''
  expect(text).toContain('- **Keys** `keys`: In the order in which they are read out. Takes a list, not empty.')
  expect(text).toContain('    - Write what the key is for.')
  expect(text).toContain('Takes one of `1` (1), `2` (2), `3` (3).')
  expect(text).toContain('Default: Again when nothing was pressed.')
  expect(text).toContain('Default: none.')
  expect(text).toContain('Required.')
  expect(text).toContain('| `menu.key` | Key pressed | 1 |')
  expect(text).not.toContain('menu.pin')
  expect(text).toContain('They follow from the settings.')
  expect(staleDocs()).toEqual(['README.md', 'menu.md', 'menu.svg', 'flow.schema.json'])
})
