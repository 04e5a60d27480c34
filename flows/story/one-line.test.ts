import { expect, it } from 'vitest'
import { inOneLine, isSeen, shortLine } from './one-line.ts'

it.each([
  ['Ana Silva', 'Ana Silva'],
  ['  Ana \t Silva ', 'Ana Silva'],
  ['Ana\r\nBcc: everybody@example.com', 'Ana Bcc: everybody@example.com'],
  ['Ana\u2028Silva\u2029\u0085', 'Ana Silva'],
  ['Ana\u0000\u000bSilva', 'Ana Silva'],
  ['\n\n', ''],
  ['ליאורה כהן', 'ליאורה כהן'],
])('%j is %j in one line', (name, line) => expect(inOneLine(name)).toBe(line))

it.each([
  ['Ana', true],
  ['.', true],
  ['ה', true],
  ['\u200fליאורה\u200f', true],
  ['\u{1f469}\u200d\u{1f680}', true],
  ['', false],
  [' \u00a0\u3000', false],
  ['\u200b\u200c\u200d\u2060\ufeff', false], // of no width
  ['\u200e\u200f\u202e\u2066\u2069', false], // marks of direction
  ['\u00ad\u034f\u180e\ufe0f', false],
  ['\u115f\u1160\u3164\uffa0', false], // fillers of Hangul
  ['\u2800 \u2800', false],
  ['\u{e0020}\u{e0041}', false], // tags
])('%#: %j is seen: %j', (text, seen) => expect(isSeen(text)).toBe(seen))

it('takes a long hostile name in no longer than it is long', () => {
  const took = (length: number): number => {
    const began = performance.now()
    inOneLine('\n '.repeat(length) + 'x')
    return performance.now() - began
  }
  took(1_000)
  expect(took(100_000)).toBeLessThan(500)
})

it.each([
  ['two\nlines\u0000and a nothing', 40, 'two lines and a nothing'],
  [' half of a \ud83d character ', 40, 'half of a \ufffd character'],
  ['', 40, ''],
  ['a'.repeat(20), 20, 'a'.repeat(20)],
  [`${'a'.repeat(18)}😀😀`, 20, `${'a'.repeat(18)}\ufffd…`],
  ['b'.repeat(9_000_000), 20, `${'b'.repeat(19)}…`],
])('%#: somebody else’s words can be kept everywhere', (text, limit, kept) => {
  expect(shortLine(text, limit)).toBe(kept)
})
