import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSipAddress } from './sip-address.ts'

test.each([
  'sip:ana@example.com',
  'SIPS:ana.b-c_d@sip.example.com:5061',
  'sip:+12025550121@10.0.0.5;transport=tls;lr',
  'sip:ana%20b@[2001:db8::1]:5060',
  'sip:1001@phones',
  'sip:ana@3com.example.',
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
  ['the port 0', 'sip:ana@example.com:0'],
  ['brackets around no address', 'sip:ana@[:::]'],
  ['an IPv4 address beyond 255', 'sip:ana@1.2.3.999'],
  ['half an IPv4 address', 'sip:ana@10.0.5'],
  ['a variable of the carrier in escapes', 'sip:x-%24%7Bcall.from%7D@example.com'],
  ['half of one in escapes', 'sip:x-$%7bcall.from%7d@example.com'],
  ['an escape of an escape', 'sip:x-%2524%257Bcall.from%257D@example.com'],
  ['a variable in escapes in a parameter', 'sip:ana@example.com;x=%24%7Bcall.from%7D'],
  ['a line break in escapes', 'sip:ana%0d%0a@example.com'],
  ['a label that begins with a hyphen', 'sip:ana@-example.com'],
  ['too much', `sip:${'a'.repeat(300)}@example.com`],
])('what has %s is no address of a device', (_what, address) => expect(isSipAddress(address)).toBe(false))

test('no address that is taken holds anything outside the RFC’s characters', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'sip:',
      'ana',
      '@',
      'example.com',
      '%{',
      '${',
      '}',
      '?',
      ';',
      '=',
      '%41',
      ' ',
      '\n',
      '{',
      '"',
      '<',
      '>',
      ':5060',
      'ü',
    ),
    { maxLength: 10 },
  )
  fc.assert(
    fc.property(
      pieces.map((parts) => `sip:ana@${parts.join('')}`),
      (address) => !isSipAddress(address) || /^[\w.!~*'()&=+$,;?/:@%[\]-]+$/.test(address),
    ),
    { numRuns: 2000 },
  )
})
