import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSipAddress } from './sip-address.ts'

test.each([
  'sip:ana@example.com',
  'SIPS:ana.b-c_d@sip.example.com:5061',
  'sip:+12025550121@10.0.0.5;transport=tls;lr',
  'sip:ana%20b@[2001:db8::1]:5060',
  'sip:1001@phones',
])('%s is the address of a device', (address) => expect(isSipAddress(address)).toBe(true))

test.each([
  ['nothing at all', ''],
  ['no scheme', 'ana@example.com'],
  ['no user', 'sip:example.com'],
  ['a variable of the carrier', 'sip:x-${call.from}@example.com'],
  ['another variable', 'sip:x-%{call.from}@example.com'],
  ['headers', 'sip:ana@example.com?Subject=Hello'],
  ['a password', 'sip:ana:secret@example.com'],
  ['two hosts', 'sip:ana@example.com@evil.example'],
  ['a space', 'sip:ana b@example.com'],
  ['a line break', 'sip:ana@example.com\r\nVia: x'],
  ['letters that RFC 3261 has not', 'sip:Ánna@example.com'],
  ['half an escape', 'sip:ana%2@example.com'],
  ['a port that is none', 'sip:ana@example.com:99999'],
  ['a label that begins with a hyphen', 'sip:ana@-example.com'],
  ['too much', `sip:${'a'.repeat(300)}@example.com`],
])('what has %s is no address of a device', (_what, address) => expect(isSipAddress(address)).toBe(false))

test('no address that is taken holds anything outside the RFC’s characters', () => {
  const pieces = fc.array(fc.constantFrom('sip:', 'ana', '@', 'example.com', '%{', '${', '}', '?', ';', '=', '%41', ' ', '\n', '{', '"', '<', '>', ':5060', 'ü'), { maxLength: 10 })
  fc.assert(
    fc.property(
      pieces.map((parts) => `sip:ana@${parts.join('')}`),
      (address) => !isSipAddress(address) || /^[\w.!~*'()&=+$,;?/:@%[\]-]+$/.test(address),
    ),
    { numRuns: 2000 },
  )
})
