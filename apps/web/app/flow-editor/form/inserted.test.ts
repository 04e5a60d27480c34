import { expect, test } from 'vitest'
import { inserted } from './inserted.ts'

test.each([
  [
    'at the cursor, with what stands instead selected',
    'Hello !',
    6,
    6,
    '{{caller.name | there}}',
    'there',
    'Hello {{caller.name | there}}!',
    'there',
  ],
  ['for what was selected', 'Hello X!', 6, 7, '{{number.name}}', null, 'Hello {{number.name}}!', ''],
  ['into nothing', '', 0, 0, '{{number.name}}', null, '{{number.name}}', ''],
])('a value is put %s', (_sentence, text, from, to, place, otherwise, becomes, selected) => {
  const next = inserted(text, { from, to }, { place, otherwise })
  expect(next.text).toBe(becomes)
  expect(next.text.slice(next.from, next.to)).toBe(selected)
  expect(next.to).toBeGreaterThanOrEqual(from + place.length - 2 - selected.length)
})
