import { expect, test } from 'vitest'
import { isKnownHost, isOwnAddress } from './known-host.ts'

test.each(['localhost', 'localhost:3000', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000', '192.168.1.20:3000'])(
  '%s is known',
  (header) => {
    expect(isKnownHost(header)).toBe(true)
  },
)

test.each([
  'evil.example',
  'evil.example:3000',
  'localhost.evil.example',
  '127.0.0.1.evil.example:3000',
  '[::1',
  '',
  'a b',
  'localhost:3000@evil.example',
  undefined,
])('%s is not', (header) => {
  expect(isKnownHost(header)).toBe(false)
})

test.each([
  ['http://localhost:3000', true],
  ['http://127.0.0.1:3000', true],
  ['https://localhost:3000', false],
  ['http://phone.example.com', false],
])('%s is this machine’s own: %s', (url, own) => {
  expect(isOwnAddress(url)).toBe(own)
})
