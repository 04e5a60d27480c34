import { expect, it } from 'vitest'
import { drawnCode } from './drawn-code.ts'

it('draws a key for an authenticator app in a square with a quiet edge', () => {
  const { size, path } = drawnCode(
    'otpauth://totp/Ringdown:olive%40harbour.test?secret=JBSWY3DPEHPK3PXP&issuer=Ringdown',
  )
  expect(size).toBe(37 + 2 * 4)
  const dark = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)])
  expect(dark.length).toBeGreaterThan(400)
  expect(dark.flat().filter((place) => place < 4 || place >= size - 4)).toEqual([])
  expect(dark).toContainEqual([4, 4]) // the corner of a finder pattern
})
