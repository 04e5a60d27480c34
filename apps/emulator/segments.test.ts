import { expect, test } from 'vitest'
import { segments } from './segments.ts'

test.each([
  ['nothing', '', 1],
  ['160 plain characters', 'a'.repeat(160), 1],
  ['161 plain characters', 'a'.repeat(161), 2],
  ['306 plain characters', 'a'.repeat(306), 2],
  ['307 plain characters', 'a'.repeat(307), 3],
  ['letters of the alphabet of phones', 'ÄÖÜäöüßéèñ£¥Ø'.repeat(12), 1],
  ['80 euro signs, two places each', '€'.repeat(80), 1],
  ['81 euro signs', '€'.repeat(81), 2],
  ['an extended character at the edge, which is not cut', `${'a'.repeat(152)}€${'a'.repeat(153)}`, 3],
  ['70 characters of another alphabet', 'я'.repeat(70), 1],
  ['71 characters of another alphabet', 'я'.repeat(71), 2],
  ['134 characters of another alphabet', 'я'.repeat(134), 2],
  ['135 characters of another alphabet', 'я'.repeat(135), 3],
  ['one emoji among plain characters', `${'a'.repeat(69)}😀`, 2],
  ['35 emoji', '😀'.repeat(35), 1],
  ['36 emoji, none of them cut', '😀'.repeat(36), 2],
  ['a curly apostrophe', `It’s ${'a'.repeat(66)}`, 2],
])('%s', (_what, text, count) => {
  expect(segments(text)).toBe(count)
})
