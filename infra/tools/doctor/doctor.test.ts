import { expect, test } from 'vitest'
import { publicUrl } from './carrier.ts'
import { nodeVersion } from './machine.ts'

test.each([
  ['http://localhost:3000', 'an address that only this network knows'],
  ['https://192.168.1.20', 'an address that only this network knows'],
  ['https://phone.local', 'an address that only this network knows'],
  ['https://[fd00::1]', 'an address that only this network knows'],
  ['http://phone.example.com', 'not https'],
])('A carrier cannot use %s: it is %s', (address, reason) => {
  expect(publicUrl(address)).toMatchObject({ well: false, says: expect.stringContaining(reason) })
})

test('A carrier can use an https address of the internet', () => {
  expect(publicUrl('https://phone.example.com').well).toBe(true)
  expect(publicUrl('https://172.32.0.1').well).toBe(true)
})

test('Node must be 24.2 or later', () => {
  expect(nodeVersion('24.21.0').well).toBe(true)
  expect(nodeVersion('26.0.0').well).toBe(true)
  expect(nodeVersion('24.1.0').well).toBe(false)
  expect(nodeVersion('20.20.2').well).toBe(false)
})
