import { expect, it } from 'vitest'
import type { DigitsAt } from '#infra/telephone/searched-number.ts'
import { searchText } from './search-text.ts'

const anywhere = (digits: string): DigitsAt => ({ digits, place: 'anywhere' })
const start = (digits: string): DigitsAt => ({ digits, place: 'start' })

it.each<[string, readonly DigitsAt[]]>([
  ['555 0165', [anywhere('5550165')]],
  ['(202) 555-0165', [anywhere('2025550165')]],
  ['+44 7700 900191', [start('447700900191')]],
  ['+44', [start('44')]],
  ['07700 900191', [anywhere('07700900191'), { digits: '7700900191', place: 'after-country' }]],
  ['0044 7700', [anywhere('00447700'), start('447700')]],
  ['\u206807700 900191\u2069', [anywhere('07700900191'), { digits: '7700900191', place: 'after-country' }]],
  ['tel:+44 7700', [start('447700')]],
  ['+٤٩ ٣٠', [start('4930')]],
  ['22', []],
  ['Room 101', []],
])('%j is looked for in numbers as what it may be of them', (typed, digits) => {
  expect(searchText(typed)?.digits).toEqual(digits)
})

it.each([
  ['Private', true],
  ['private number', true],
  ['withheld', true],
  ['WITHHELD NUMBER', true],
  ['Anonymous', true],
  ['Una', false],
  ['Priya', false],
])('%s names callers who withheld their number: %s', (typed, is) => {
  expect(searchText(typed)?.isWithheld).toBe(is)
})

it('knows a whole number in the form in which it is shown, by the number that it may be', () => {
  expect(searchText('8 (912) 345-67-89', ['+79123456789'])?.digits).toEqual([
    anywhere('89123456789'),
    start('79123456789'),
  ])
})

it('has nothing to look for in what has no letters and no digits', () => {
  expect([searchText(''), searchText('  '), searchText('\u0301')]).toEqual([null, null, null])
})
