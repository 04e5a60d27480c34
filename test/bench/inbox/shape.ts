import { randomUUID } from 'node:crypto'
import type { OrganisationRole } from '#infra/db/member/member.ts'
import { seededRandom } from '../measure/random.ts'

/** One of the fifty organisations, before it has any conversations. */
export interface Shape {
  readonly id: string
  readonly flow: string
  readonly conversations: number
  /** The first of them is on every number. */
  readonly members: readonly ShapedMember[]
  readonly numbers: readonly ShapedNumber[]
  readonly random: () => number
}

export interface ShapedMember {
  readonly id: string
  readonly name: string
  readonly role: OrganisationRole
}

export interface ShapedNumber {
  readonly id: string
  readonly e164: string
  readonly openToOrganisation: boolean
  /** Whose phones ring. */
  readonly team: readonly ShapedMember[]
  /** How many of the organisation's conversations are this number's; all numbers together have 1. */
  readonly share: number
}

/** Three large organisations have a third of everything, seven middling ones more than a quarter. */
const KINDS = [
  { shares: [0.15, 0.1, 0.08], numbers: 60, members: 120 },
  { shares: Array.from({ length: 7 }, () => 0.04), numbers: 15, members: 25 },
  { shares: Array.from({ length: 40 }, () => 0.39 / 40), numbers: 4, members: 8 },
] as const

/** Fifty organisations with this many conversations between them, the largest first. */
export function shapes(conversations: number): readonly Shape[] {
  const wanted = KINDS.flatMap(({ shares, ...size }) => shares.map((share) => ({ share, ...size })))
  return wanted.map(({ share, numbers, members }, at) =>
    shape(at, { conversations: Math.round(conversations * share), numbers, members }),
  )
}

function shape(
  at: number,
  size: { readonly conversations: number; readonly numbers: number; readonly members: number },
): Shape {
  const random = seededRandom(at + 1)
  const members = Array.from({ length: size.members }, (_, place): ShapedMember => ({
    id: randomUUID(),
    name: `Person ${place}`,
    role: place === 0 ? 'owner' : 'member',
  }))
  // the second number has half as many conversations as the first, the third a third of it
  const weights = Array.from({ length: size.numbers }, (_, place) => 1 / (place + 1))
  const weight = weights.reduce((sum, each) => sum + each, 0)
  const numbers = weights.map((own, place): ShapedNumber => {
    const others = Array.from(
      { length: 2 + Math.floor(random() * 4) },
      () => members[1 + Math.floor(random() * (members.length - 1))],
    ).filter((member) => member !== undefined)
    return {
      id: randomUUID(),
      e164: `+1999${String(at * 100 + place).padStart(7, '0')}`,
      openToOrganisation: random() < 0.1,
      team: [...new Set([...members.slice(0, 1), ...others])],
      share: own / weight,
    }
  })
  return { id: randomUUID(), flow: randomUUID(), conversations: size.conversations, members, numbers, random }
}
