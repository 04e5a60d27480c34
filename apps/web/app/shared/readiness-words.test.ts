import { describe, expect, it } from 'vitest'
import type { Readiness } from '#infra/db/member/readiness.ts'
import { readinessChecks, readinessInShort } from './readiness-words.ts'

const now = new Date('2026-01-10T12:00:00Z')
const seat = { number: 'n', name: 'Sales', role: 'member', active: true } as const
const ready: Readiness = {
  member: 'ana',
  name: 'Ana',
  email: 'ana@office.test',
  role: 'member',
  active: true,
  seenAt: '2026-01-10T09:00:00.000Z',
  notifications: 'granted',
  device: 'verified',
  address: '+12025550121',
  addressKind: 'phone',
  seats: [seat],
  talking: false,
}

describe('[S27] why a phone does not ring', () => {
  it.each<[string, Partial<Readiness>, string, 'well' | 'doubt' | 'trouble']>([
    ['nothing: it rings', {}, 'Rings', 'well'],
    ['the person is deactivated', { active: false, device: 'none' }, 'Deactivated', 'trouble'],
    ['no device', { device: 'none' }, 'No device', 'trouble'],
    ['the device is not verified', { device: 'unverified' }, 'Device not verified', 'trouble'],
    ['the seat is switched off', { seats: [{ ...seat, active: false }] }, 'Seat inactive: Sales', 'trouble'],
    ['one of two seats is switched off', { seats: [seat, { ...seat, name: 'Support', active: false }] }, 'Rings', 'doubt'],
    ['they are on no routing list', { seats: [{ ...seat, active: null }] }, 'Rings', 'doubt'],
    ['they are on no number', { seats: [] }, 'On no number', 'trouble'],
    ['they are on another call', { talking: true }, 'On another call', 'trouble'],
    ['they never signed in', { seenAt: null }, 'Rings', 'doubt'],
    ['they were here a week ago', { seenAt: '2026-01-03T09:00:00.000Z' }, 'Rings', 'doubt'],
    ['notifications are blocked', { notifications: 'denied' }, 'Rings', 'doubt'],
  ])('%s', (_sentence, difference, says, state) => {
    const checks = readinessChecks({ ...ready, ...difference }, now)
    expect(readinessInShort(checks)).toMatchObject({ says, state })
    for (const check of checks) expect(check.fix === null).toBe(check.state === 'well')
  })
})
