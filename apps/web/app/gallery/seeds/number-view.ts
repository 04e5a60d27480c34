import type { NumberView } from '../../numbers/number-view.server.ts'
import type { NumberLine } from '../../numbers/numbers-view.server.ts'
import { barredBy } from '#infra/db/member/readiness-words.ts'
import { sales, salesFlow, support, supportFlow, workshop } from './numbers.ts'
import { adam, ana, ben, cy, everybody, longName, olive, rightToLeft, unbroken, type SeedPerson } from './people.ts'
import { checksIn } from './readiness.ts'

/** The Sales number with three people; what `more` says is different. */
export function numberView(now: number, more: Partial<NumberView> = {}): NumberView {
  return {
    number: sales.id,
    name: sales.name,
    businessName: '',
    visibility: 'people',
    national: sales.national,
    international: sales.international,
    answers: true,
    carrier: { isConfirmed: true, trouble: null },
    releasedAt: null,
    flow: salesFlow.id,
    flows: [
      { ...salesFlow, version: 4 },
      { ...supportFlow, version: null },
    ],
    limits: { plan: 'Starter', people: 10, atOnce: 10 },
    people: [personOn(ana, now, { role: 'admin' }), personOn(ben, now), personOn(cy, now, { state: 'unverified' })],
    seats: [
      { member: ana.member, active: true },
      { member: ben.member, active: true },
      { member: cy.member, active: false },
    ],
    mode: null,
    followsList: true,
    others: [adam, olive].map(({ member, name, email }) => ({ member, name, email, joined: true })),
    ...more,
  }
}

/** Somebody on the number, whose readiness is that of the state with this id. */
export function personOn(
  person: SeedPerson,
  now: number,
  { role = 'member', state = 'ready' }: { readonly role?: 'admin' | 'member'; readonly state?: string } = {},
): NumberView['people'][number] {
  const checks = checksIn(state, now)
  const barred = barredBy(checks)
  return { ...person, role, barred, canRing: barred?.about !== 'device', isChosen: false, checks }
}

/** As many as the plan allows, with every difficulty that a name can have. */
export function fullNumber(now: number): NumberView {
  const states = [
    'ready',
    'talking',
    'no-device',
    'long-ago',
    'seat-off',
    'notifications-blocked',
    'one-seat-off',
    'unlisted',
  ]
  const crew = [
    ...everybody,
    ...[1, 2].map((index): SeedPerson => ({
      member: `0b000000-0000-4000-8000-00000000010${index}`,
      name: `Helper ${index}`,
      email: `helper${index}@harbour.test`,
    })),
  ]
  return numberView(now, {
    name: workshop.name,
    national: workshop.national,
    international: workshop.international,
    businessName: 'Harbour Bikes and Boats of the Old Harbour Hall',
    visibility: 'organisation',
    people: crew.map((person, index) =>
      personOn(person, now, {
        role: index % 4 === 0 ? 'admin' : 'member',
        state: states[index % states.length] ?? 'ready',
      }),
    ),
    seats: [longName, rightToLeft, unbroken, ana, ben].map(({ member }, index) => ({ member, active: index !== 1 })),
  })
}

export const numberLines: readonly NumberLine[] = [
  {
    number: sales.id,
    name: sales.name,
    national: sales.national,
    international: sales.international,
    flow: 'Sales',
    answers: true,
    isConfirmed: true,
    people: 3,
    rung: 2,
    own: true,
  },
  {
    number: support.id,
    name: support.name,
    national: support.national,
    international: support.international,
    flow: 'Support',
    answers: false,
    isConfirmed: true,
    people: 1,
    rung: 0,
    own: false,
  },
  {
    number: workshop.id,
    name: workshop.name,
    national: workshop.national,
    international: workshop.international,
    flow: null,
    answers: false,
    isConfirmed: false,
    people: 0,
    rung: 0,
    own: false,
  },
]
