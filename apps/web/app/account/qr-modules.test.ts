import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { qrModules } from './qr-modules.ts'

// The fingerprints are of what Python's `qrcode` 8 draws for the same text, level and mask; OpenCV reads both.
it.each([
  [17, 21, '75c4e06a21dec098'],
  [90, 37, 'db140a571979853f'],
  [120, 41, 'ffd55dfc1d5fe9d8'],
  [215, 53, 'd21884f15de1bfde'],
  [230, 53, '8db0f9cacd70984f'],
])('draws %i characters as other programs do, %i modules wide', (length, size, fingerprint) => {
  const modules = qrModules('otpauth://totp/R%20x?secret='.padEnd(length, 'aZ9b-').slice(0, length))
  const rows = modules.map((row) => row.map((dark) => (dark ? '1' : '0')).join('')).join('\n')
  expect(modules.length).toBe(size)
  expect(createHash('sha256').update(rows).digest('hex').slice(0, 16)).toBe(fingerprint)
})

it('says when a text is too long', () => {
  expect(() => qrModules('x'.repeat(231))).toThrow(RangeError)
})
