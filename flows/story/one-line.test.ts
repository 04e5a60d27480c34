import { expect, it } from 'vitest'
import { inOneLine, shortLine } from './one-line.ts'

it.each([
  ['Ana Silva', 'Ana Silva'],
  ['  Ana \t Silva ', 'Ana Silva'],
  ['Ana\r\nBcc: everybody@example.com', 'Ana Bcc: everybody@example.com'],
  ['Ana\u2028Silva\u2029\u0085', 'Ana Silva'],
  ['Ana\u0000\u000bSilva', 'Ana Silva'],
  ['\n\n', ''],
  ['ליאורה כהן', 'ליאורה כהן'],
])('%j is %j in one line', (name, line) => expect(inOneLine(name)).toBe(line))

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
