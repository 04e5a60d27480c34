import { expect, test } from 'vitest'
import { withoutAddresses } from './without-addresses.ts'

test('the editor learns who may ring, and of none of their phones where it is', () => {
  const ana = { member: 'ana', name: 'Ana', address: '+12025550121', also: ['sip:ana@desk.example'], barred: null }
  expect(withoutAddresses({ roster: [ana], routing: ['ana'], inactive: [] })).toEqual({
    roster: [{ member: 'ana', name: 'Ana', address: null, barred: null }],
    routing: ['ana'],
    inactive: [],
  })
})
