import { describe, expect, it } from 'vitest'
import type { Readiness } from '#infra/db/member/readiness.ts'
import { readinessAnswer, readinessChecks, readinessInShort } from './readiness-words.ts'

const now = new Date('2026-01-10T12:00:00Z')
const seat = { number: 'n', name: 'Sales', role: 'member', active: true } as const
const ready: Readiness = {
  member: 'ana',
  name: 'Ana',
  email: 'ana@office.test',
  role: 'member',
  joined: 'joined',
  active: true,
  seenAt: '2026-01-10T09:00:00.000Z',
  notifications: 'granted',
  device: 'verified',
  abroad: null,
  address: '+12025550121',
  addressKind: 'phone',
  seats: [seat],
  talking: false,
}

describe('[S27] why a phone does not ring', () => {
  it.each<[string, Partial<Readiness>, string, 'well' | 'doubt' | 'trouble']>([
    ['nothing: it rings', {}, 'Rings', 'well'],
    ['the person is deactivated', { active: false, device: 'none' }, 'Deactivated', 'trouble'],
    ['the person has not joined yet', { joined: 'invited', device: 'none' }, 'Invited, not joined yet', 'trouble'],
    ['the person does not want to join', { joined: 'declined' }, 'Declined the invitation', 'trouble'],
    ['no device', { device: 'none' }, 'No device', 'trouble'],
    ['the device is not verified', { device: 'unverified' }, 'Device not verified', 'trouble'],
    ['calls to where the phone is are not allowed', { device: 'not-allowed', address: null, abroad: 'JM' }, 'Calls to Jamaica are not allowed', 'trouble'],
    ['calls to a country with an article are not allowed', { device: 'not-allowed', address: null, abroad: 'US' }, 'Calls to the United States are not allowed', 'trouble'],
    ['the seat is switched off', { seats: [{ ...seat, active: false }] }, 'Seat inactive', 'trouble'],
    ['one of two seats is switched off', { seats: [seat, { ...seat, name: 'Support', active: false }] }, 'Rings', 'doubt'],
    ['they are on no routing list', { seats: [{ ...seat, active: null }] }, 'Rings', 'doubt'],
    ['they are on no number', { seats: [] }, 'On no number', 'trouble'],
    ['they are on another call', { talking: true }, 'On another call', 'trouble'],
    ['they never signed in', { seenAt: null }, 'Rings', 'doubt'],
    ['they were here a week ago', { seenAt: '2026-01-03T09:00:00.000Z' }, 'Rings', 'doubt'],
    ['notifications are blocked', { notifications: 'denied' }, 'Rings', 'doubt'],
  ])('%s', (_sentence, difference, says, state) => {
    const checks = readinessChecks({ ...ready, ...difference }, { now })
    expect(readinessInShort(checks)).toMatchObject({ says, state })
    for (const check of checks) expect(check.fix === null).toBe(check.state === 'well')
  })

  it('speaks to the person themself about what they can do, and to others about the person', () => {
    const difference = { device: 'none', seats: [], notifications: 'denied' } as const
    const fixes = (reader: 'self' | 'other') => readinessChecks({ ...ready, ...difference }, { now, reader }).flatMap(({ fix }) => fix ?? [])
    expect(fixes('self').join(' ')).not.toMatch(/\b(they|them|their)\b/)
    expect(fixes('other').join(' ')).not.toMatch(/\byour?\b/)
  })

  it.each<[Partial<Readiness>, string]>([
    [{ joined: 'declined' }, 'You can invite them again from their page.'],
    [{ joined: 'invited' }, 'They join by the link in their letter, or after signing in. You can send it again from their page.'],
    [{ active: false }, 'You can reactivate them on their page.'],
    [{ device: 'not-allowed', abroad: 'JM' }, 'You can allow them under Settings, Countries.'],
    [{ seats: [] }, 'You can add them on the page of a number.'],
  ])('tells an owner or admin what they can do, and not that an owner or admin could: %o', (difference, fix) => {
    const fixes = readinessChecks({ ...ready, ...difference }, { now, manages: true }).map((check) => check.fix)
    expect(fixes).toContain(fix)
    expect(fixes.join(' ')).not.toMatch(/an owner/i)
  })

  it.each<[string, Partial<Readiness>, RegExp]>([
    ['yes', {}, /^Yes\.$/],
    ['yes, with a doubt', { seenAt: null }, /^Yes, but/],
    ['no', { talking: true }, /^No\./],
  ])('answers %s in one sentence', (_sentence, difference, answer) => expect(readinessAnswer(readinessChecks({ ...ready, ...difference }, { now }))).toMatch(answer))

  it('names the numbers on which a seat is switched off when there are several', () => {
    const seats = [seat, { ...seat, name: 'Support', active: false }]
    expect(readinessChecks({ ...ready, seats }, { now }).find(({ about }) => about === 'seat')?.says).toBe('Seat inactive on Support')
  })
})
