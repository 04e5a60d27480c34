import { describe, expect, it } from 'vitest'
import type { Readiness } from './readiness.ts'
import { readinessAnswer, readinessChecks, readinessInShort, ringsNow } from './readiness-words.ts'

const now = new Date('2026-01-10T12:00:00Z')
const seat = { number: 'n', name: 'Sales', role: 'member', active: true, flow: 'rings' } as const
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
    [
      'calls to where the phone is are not allowed',
      { device: 'not-allowed', address: null, abroad: 'JM' },
      'Calls to Jamaica are not allowed',
      'trouble',
    ],
    [
      'calls to a country with an article are not allowed',
      { device: 'not-allowed', address: null, abroad: 'US' },
      'Calls to the United States are not allowed',
      'trouble',
    ],
    [
      'the seat is switched off on the list that the flow rings',
      { seats: [{ ...seat, active: false, flow: 'switched-off' }] },
      'Seat inactive on Sales',
      'trouble',
    ],
    [
      'one of two seats is switched off',
      { seats: [seat, { ...seat, name: 'Support', active: false, flow: 'switched-off' }] },
      'Rings',
      'doubt',
    ],
    [
      'nothing: the seat is switched off, but the flow names them',
      { seats: [{ ...seat, active: false }] },
      'Rings',
      'well',
    ],
    [
      'one step names them, another would ring the list',
      { seats: [{ ...seat, active: false, flow: 'partly' }] },
      'Rings',
      'doubt',
    ],
    [
      'nothing: they are on no list, and the flow rings everyone',
      { seats: [{ ...seat, active: null }] },
      'Rings',
      'well',
    ],
    [
      'the flow rings others',
      { seats: [{ ...seat, active: null, flow: 'not-chosen' }] },
      'Not in the flow of Sales',
      'trouble',
    ],
    ['no flow answers', { seats: [{ ...seat, flow: 'no-flow' }] }, 'No flow answers Sales', 'trouble'],
    [
      'each of two numbers has its reason',
      {
        seats: [
          { ...seat, active: false, flow: 'switched-off' },
          { ...seat, name: 'Support', flow: 'no-flow' },
        ],
      },
      'Not rung on Sales and Support',
      'trouble',
    ],
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

  it('sends nobody to a number’s page to add whom it would refuse: somebody who is only invited', () => {
    const invited = readinessChecks({ ...ready, joined: 'invited', seats: [] }, { now, manages: true })
    expect(invited.find(({ about }) => about === 'seat')?.fix).toBe(
      'They can be added on the page of a number once they have accepted the invitation.',
    )
  })

  it('speaks to the person themself about what they can do, and to others about the person', () => {
    const difference = { device: 'none', seats: [], notifications: 'denied' } as const
    const seats = (['switched-off', 'not-chosen', 'no-flow'] as const).map((flow) => ({ ...seat, flow }))
    for (const more of [{}, { device: 'unverified', seats }, { seats: [{ ...seat, flow: 'partly' }] }] as const) {
      const fixes = (reader: 'self' | 'other') =>
        readinessChecks({ ...ready, ...difference, ...more }, { now, reader }).flatMap(({ fix }) => fix ?? [])
      expect(fixes('self').join(' ')).not.toMatch(/\b(they|them|their)\b/)
      expect(fixes('other').join(' ')).not.toMatch(/\byour?\b/)
    }
  })

  it.each<[Partial<Readiness>, string]>([
    [{ joined: 'declined' }, 'You can invite them again from their page.'],
    [
      { joined: 'invited' },
      'They can join with the link in the invitation, or by signing in. You can send it again from their page.',
    ],
    [{ active: false }, 'You can reactivate them on their page.'],
    [{ device: 'not-allowed', abroad: 'JM' }, 'You can allow them under Settings, Countries.'],
    [{ seats: [] }, 'You can add them on the page of a number.'],
  ])('tells an owner or admin what they can do, and not that an owner or admin could: %o', (difference, fix) => {
    const fixes = readinessChecks({ ...ready, ...difference }, { now, manages: true }).map((check) => check.fix)
    expect(fixes).toContain(fix)
    expect(fixes.join(' ')).not.toMatch(/an owner/i)
  })

  it('speaks of the person’s page as this one where it is read there', () => {
    for (const more of [
      { active: false },
      { joined: 'declined' },
      { joined: 'invited' },
      { device: 'none' },
    ] as const) {
      const fixes = readinessChecks({ ...ready, ...more }, { now, manages: true, isTheirPage: true }).flatMap(
        ({ fix }) => fix ?? [],
      )
      expect(fixes.join(' ')).toMatch(/ (on|from) this page/)
      expect(fixes.join(' ')).not.toMatch(/their page/)
    }
  })

  it.each<[string, Partial<Readiness>, RegExp]>([
    ['yes', {}, /^Yes\.$/],
    ['yes, with a doubt', { seenAt: null }, /^Yes, but/],
    ['no', { talking: true }, /^No\./],
  ])('answers %s in one sentence', (_sentence, difference, answer) =>
    expect(readinessAnswer(readinessChecks({ ...ready, ...difference }, { now }))).toMatch(answer),
  )

  it.each<[string, Partial<Readiness>]>([
    ['deactivated', { active: false }],
    ['invited and without a device', { joined: 'invited', device: 'none', address: null }],
    ['on no number', { seats: [] }],
    ['rung by no flow', { seats: [{ ...seat, flow: 'not-chosen' }] }],
  ])('never says of somebody who is %s that their phone rings', (_who, difference) => {
    for (const seenAt of [null, '2025-12-03T09:00:00.000Z'])
      for (const seats of [ready.seats, [seat, { ...seat, name: 'Support' }]]) {
        const checks = readinessChecks({ ...ready, seenAt, seats, ...difference }, { now })
        expect(ringsNow(checks)).toBe('no')
        expect(checks.map(({ says, fix }) => `${says}. ${fix ?? ''}`).join(' ')).not.toMatch(/phone rings|Rung|Rings/)
      }
  })

  it('tells a phone that is busy from one that is not rung', () => {
    expect([{}, { talking: true }].map((more) => ringsNow(readinessChecks({ ...ready, ...more }, { now })))).toEqual([
      'rings',
      'on-a-call',
    ])
  })

  it('names the numbers on which a seat is switched off when there are several', () => {
    const seats = [seat, { ...seat, name: 'Support', active: false, flow: 'switched-off' as const }]
    expect(readinessChecks({ ...ready, seats }, { now }).find(({ about }) => about === 'seat')?.says).toBe(
      'Seat inactive on Support',
    )
  })
})
