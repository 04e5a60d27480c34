import { expect, test } from 'vitest'
import { segmentsInWords, segmentsOf } from './text-segments.ts'

test.each([
  ['nothing', '', 1],
  ['160 plain characters', 'x'.repeat(160), 1],
  ['161 of them', 'x'.repeat(161), 2],
  ['306 of them', 'x'.repeat(306), 2],
  ['307 of them', 'x'.repeat(307), 3],
  ['80 euro signs, which take two places', '€'.repeat(80), 1],
  ['81 of them', '€'.repeat(81), 2],
  ['70 characters with an accent that telephones lack', `ő${'x'.repeat(69)}`, 1],
  ['71 of them', `ő${'x'.repeat(70)}`, 2],
  ['35 emoji', '😀'.repeat(35), 1],
  ['36 of them, none of which is cut in two', '😀'.repeat(36), 2],
])('%s', (_what, text, count) => {
  expect(segmentsOf(text)).toBe(count)
})

test('values may make more of a text', () => {
  expect(segmentsInWords('Hello.')).toBe('One message.')
  expect(segmentsInWords('x'.repeat(200))).toBe('2 messages.')
  expect(segmentsInWords('Hello {{caller.name | there}}.')).toBe(
    'One message as it stands here; long values may make it more.',
  )
})
