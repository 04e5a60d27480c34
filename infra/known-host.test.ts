import { expect, test } from 'vitest'
import { isKnownHost } from './known-host.ts'

test.each(['localhost', 'localhost:3000', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000', '192.168.1.20:3000'])('%s is known', (header) => {
  expect(isKnownHost(header)).toBe(true)
})

test.each(['evil.example', 'evil.example:3000', 'localhost.evil.example', '127.0.0.1.evil.example:3000', '[::1', '', 'a b', 'localhost:3000@evil.example', undefined])('%s is not', (header) => {
  expect(isKnownHost(header)).toBe(false)
})
