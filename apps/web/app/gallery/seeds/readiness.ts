import type { Readiness, ReadinessSeat } from '#infra/db/member/readiness.ts'
import { readinessChecks, type ReadinessCheck } from '#infra/db/member/readiness-words.ts'
import { sales, support, workshop } from './numbers.ts'
import { ana, type SeedPerson } from './people.ts'

const seat = (
  { id, name }: { readonly id: string; readonly name: string },
  active: boolean | null = true,
  flow: ReadinessSeat['flow'] = active ? 'rings' : 'switched-off',
): ReadinessSeat => ({ number: id, name, role: 'member', active, flow })

/** Somebody whose phone rings: what `more` says is different. */
export function readiness(person: SeedPerson, now: number, more: Partial<Readiness> = {}): Readiness {
  return {
    ...person,
    role: 'member',
    joined: 'joined',
    active: true,
    seenAt: new Date(now - 3_600_000).toISOString(),
    notifications: 'granted',
    device: 'verified',
    abroad: null,
    address: '+12025550121',
    addressKind: 'phone',
    seats: [seat(sales), seat(support)],
    talking: false,
    ...more,
  }
}

export interface ReadinessState {
  readonly id: string
  readonly name: string
  readonly different: (now: number) => Partial<Readiness>
}

const days = (now: number, count: number) => ({ seenAt: new Date(now - count * 86_400_000).toISOString() })

/** Every answer that each check can give. */
export const readinessStates: readonly ReadinessState[] = [
  { id: 'ready', name: 'All is well', different: () => ({}) },
  { id: 'deactivated', name: 'Deactivated', different: () => ({ active: false }) },
  {
    id: 'invited',
    name: 'Invited, not joined yet',
    different: () => ({ joined: 'invited', device: 'none', address: null, addressKind: null, seenAt: null }),
  },
  {
    id: 'declined',
    name: 'Declined the invitation',
    different: () => ({ joined: 'declined', device: 'none', address: null, addressKind: null, seenAt: null }),
  },
  {
    id: 'unverified',
    name: 'Device not verified',
    different: () => ({ device: 'unverified', address: null, addressKind: null }),
  },
  {
    id: 'abroad',
    name: 'Calls to the device’s country not allowed',
    different: () => ({ device: 'not-allowed', abroad: 'JM', address: null }),
  },
  { id: 'no-device', name: 'No device', different: () => ({ device: 'none', address: null, addressKind: null }) },
  { id: 'no-number', name: 'On no number', different: () => ({ seats: [] }) },
  { id: 'seat-off', name: 'Seat inactive everywhere', different: () => ({ seats: [seat(sales, false)] }) },
  { id: 'one-seat-off', name: 'One seat inactive', different: () => ({ seats: [seat(sales), seat(workshop, false)] }) },
  {
    id: 'unlisted',
    name: 'On no routing list, rung all the same',
    different: () => ({ seats: [seat(sales, null, 'rings')] }),
  },
  {
    id: 'by-name',
    name: 'Seat inactive, rung by another step',
    different: () => ({ seats: [seat(sales, false, 'partly')] }),
  },
  { id: 'not-chosen', name: 'Not in the flow', different: () => ({ seats: [seat(sales, null, 'not-chosen')] }) },
  {
    id: 'no-flow',
    name: 'No flow answers the number',
    different: () => ({ seats: [seat(workshop, true, 'no-flow')] }),
  },
  {
    id: 'several',
    name: 'Not rung, each number for its own reason',
    different: () => ({
      seats: [seat(sales, false), seat(support, null, 'not-chosen'), seat(workshop, true, 'no-flow')],
    }),
  },
  { id: 'talking', name: 'On another call', different: () => ({ talking: true }) },
  { id: 'never-here', name: 'Never signed in', different: () => ({ seenAt: null }) },
  { id: 'yesterday', name: 'Here yesterday', different: (now) => days(now, 1) },
  { id: 'long-ago', name: 'Here long ago', different: (now) => days(now, 40) },
  { id: 'notifications-off', name: 'Notifications off', different: () => ({ notifications: 'default' }) },
  { id: 'notifications-blocked', name: 'Notifications blocked', different: () => ({ notifications: 'denied' }) },
  {
    id: 'nothing',
    name: 'Nothing is in order',
    different: () => ({
      active: false,
      device: 'none',
      address: null,
      addressKind: null,
      seats: [],
      seenAt: null,
      notifications: null,
    }),
  },
]

export function checksOf(state: ReadinessState, now: number, person: SeedPerson = ana): readonly ReadinessCheck[] {
  return readinessChecks(readiness(person, now, state.different(now)), { now: new Date(now) })
}

/** The checks of the state with this id. */
export function checksIn(id: string, now: number): readonly ReadinessCheck[] {
  const state = readinessStates.find((one) => one.id === id)
  if (!state) throw new Error(`there is no state of readiness called ${id}`)
  return checksOf(state, now)
}
