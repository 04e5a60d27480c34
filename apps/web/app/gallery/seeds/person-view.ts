import type { PersonView } from '../../people/person-view.server.ts'
import { sales, support } from './numbers.ts'
import { adam, ana, audrey, ben, cy, longName, olive, rightToLeft, unbroken, type SeedPerson } from './people.ts'
import { checksIn } from './readiness.ts'

type Device = PersonView['devices'][number]

const mobile: Device = {
  device: 'd1',
  kind: 'phone',
  national: '(202) 555-0121',
  international: '+1 202 555 0121',
  verified: true,
  isFirst: true,
  rings: 'rings',
  abroad: null,
  told: false,
}
const second: Device = {
  device: 'd2',
  kind: 'phone',
  national: '(202) 555-0129',
  international: '+1 202 555 0129',
  verified: true,
  isFirst: false,
  rings: 'no',
  abroad: null,
  told: false,
}
const unproven: Device = {
  device: 'd3',
  kind: 'phone',
  national: '(202) 555-0130',
  international: '+1 202 555 0130',
  verified: false,
  isFirst: false,
  rings: 'no',
  abroad: null,
  told: false,
}
const awaited: Device = { ...unproven, device: 'd4', abroad: null, told: true }
const abroad: Device = {
  ...mobile,
  device: 'd6',
  national: '876-456-7890',
  international: '+1 876 456 7890',
  isFirst: false,
  rings: 'no',
  abroad: 'Jamaica',
}
const sip = 'sip:ana.in.the.workshop.behind.the.boats@telephones.harbour-bikes-and-boats.test'
const desk: Device = {
  device: 'd5',
  kind: 'sip',
  national: sip,
  international: sip,
  verified: false,
  isFirst: false,
  rings: 'no',
  abroad: null,
  told: false,
}

/** What can be on the list of somebody's devices. */
export const deviceStates: readonly { readonly id: string; readonly name: string; readonly devices: Device[] }[] = [
  { id: 'none', name: 'none', devices: [] },
  { id: 'one', name: 'one that rings', devices: [mobile] },
  { id: 'unproven', name: 'not verified', devices: [unproven] },
  { id: 'awaited', name: 'a code was spoken', devices: [awaited] },
  { id: 'abroad', name: 'in a country that may not be called', devices: [abroad] },
  { id: 'many', name: 'many', devices: [mobile, second, awaited, desk] },
]

/** Ana, whose phone rings; what `more` says is different. */
export function person(now: number, more: Partial<PersonView> = {}): PersonView {
  return {
    ...ana,
    role: 'member',
    active: true,
    joined: 'joined',
    seats: [sales, support].map(({ id, name }) => ({
      number: id,
      name,
      role: 'member' as const,
      active: true,
      flow: 'rings' as const,
    })),
    ringsAlone: [],
    checks: checksIn(more.active === false ? 'deactivated' : 'one-seat-off', now),
    devices: [mobile, second],
    ...more,
  }
}

const states: readonly {
  readonly who: SeedPerson
  readonly state: string
  readonly role?: PersonView['role']
  readonly active?: boolean
}[] = [
  { who: olive, state: 'no-number', role: 'owner' },
  { who: adam, state: 'long-ago', role: 'admin' },
  { who: ana, state: 'ready' },
  { who: ben, state: 'talking' },
  { who: cy, state: 'deactivated', active: false },
  { who: longName, state: 'one-seat-off' },
  { who: rightToLeft, state: 'no-device' },
  { who: unbroken, state: 'invited' },
]

/** The list of people, with every state in it. */
export function peopleLines(now: number) {
  return [
    ...states.map(({ who, state, role = 'member' as const, active = true }) => ({
      ...who,
      role,
      active,
      joined: state === 'invited' ? ('invited' as const) : ('joined' as const),
      checks: checksIn(state, now),
    })),
    { ...audrey, role: 'auditor' as const, active: true, joined: 'joined' as const, checks: null },
  ]
}
