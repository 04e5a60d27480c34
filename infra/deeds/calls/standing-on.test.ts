import { expect, test } from 'vitest'
import type { FoldedLeg } from '#flows/call/happenings/call-fold.ts'
import { standingOn } from './standing-on.ts'

const number = { id: 'n1', e164: '+12025550100', name: 'Sales' }
const leg = (state: FoldedLeg['state']) => ({ member: 'ana', state })

test.each([
  ['whose phone rings', 'ringing', null],
  ['who has picked up', 'picked-up', null],
  ['who has accepted', 'claimed', 'on-the-call'],
  ['who talks', 'joined', 'on-the-call'],
  ['who has left', 'ended', null],
] as const)('somebody %s stands there as %s says', (_, state, standing) => {
  expect(standingOn({ legs: [leg(state)], number }, { member: 'ana', numbers: new Map([['n1', 'member']]) })).toBe(
    standing,
  )
  expect(standingOn({ legs: [leg(state)], number }, { member: 'ben', numbers: new Map([['n1', 'member']]) })).toBe(null)
})

test('an admin of the call’s own number stands there whether or not they are on it', () => {
  expect(standingOn({ legs: [], number }, { member: 'ana', numbers: new Map([['n1', 'admin']]) })).toBe('admin')
  expect(standingOn({ legs: [], number }, { member: 'ana', numbers: new Map([['n2', 'admin']]) })).toBe(null)
})
