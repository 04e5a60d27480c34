import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filledIn, placeOf, templateParts } from './template.ts'

const values: Readonly<Record<string, string>> = { 'caller.name': 'Maria', 'menu.key': '1', 'caller.empty': '' }
const valueOf = (name: string): string | undefined => (Object.hasOwn(values, name) ? values[name] : undefined)

describe('a text with values in it', () => {
  test.each([
    ['Hello {{caller.name}}.', 'Hello Maria.'],
    ['Hello {{ caller.name | there }}.', 'Hello Maria.'],
    ['Hello {{caller.empty | there}}.', 'Hello there.'],
    ['Hello {{caller.nobody | our friend}}.', 'Hello our friend.'],
    ['Hello{{caller.nobody |}}.', 'Hello.'],
    ['Hello {{caller.nobody}}.', 'Hello .'],
    ['{{menu.key}}{{menu.key}}', '11'],
    ['Write \\{{name}} for a value.', 'Write {{name}} for a value.'],
    ['A \\ and a { and a }} stay.', 'A \\ and a { and a }} stay.'],
    ['{{caller.nobody | this | or that}}', 'this | or that'],
  ])('%s becomes %s', (text, spoken) => {
    expect(filledIn(text, valueOf)).toBe(spoken)
  })

  test.each(['{{', '{{caller', '{{caller name}}', '{{name}}', '{{}}', '{{ | there}}', '{{caller.name {{x', '{{a.}}'])(
    'what is no place of a value stays as it is written: %s',
    (text) => {
      expect(filledIn(text, valueOf)).toBe(text)
      expect(templateParts(text).some(({ kind }) => kind === 'broken')).toBe(true)
    },
  )

  test('a value is put in as it is, whatever it looks like', () => {
    expect(filledIn('{{a.b}}', () => '{{a.b}} \\{{ %{call.from}')).toBe('{{a.b}} \\{{ %{call.from}')
  })

  test('a text without braces is itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('{{'))
        expect(filledIn(text, valueOf)).toBe(text)
      }),
    )
  })

  test('there is no text that cannot be read, and its parts are the whole of it', () => {
    const letters = fc.constantFrom('{', '{{', '}', '}}', '\\', '|', ' ', '.', 'caller.name', 'x', '😀', '\n')
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 30 }), (parts) => {
        const text = parts.join('')
        expect(typeof filledIn(text, valueOf)).toBe('string')
        const all = templateParts(text)
        const written = all.map((part) => (part.kind === 'text' ? part.text : part.written)).join('')
        // of braces that are meant, only the mark before them is left out
        if (all.every(({ kind }) => kind !== 'broken')) expect(written).toBe(text.replaceAll('\\{{', '{{'))
      }),
      { numRuns: 500 },
    )
  })

  test('the place of a value is read as it is written', () => {
    expect(templateParts(placeOf('caller.name', 'there'))).toMatchObject([
      { kind: 'value', name: 'caller.name', otherwise: 'there' },
    ])
    expect(templateParts(placeOf('menu.key', null))).toMatchObject([
      { kind: 'value', name: 'menu.key', otherwise: null },
    ])
  })
})
