import type { Barred } from './facts.ts'

/** Whom a call can ring and be connected with. */
export type Party = SeatParty | OutsideParty | AssistantParty

/** A person who may ring for the number. */
export interface SeatParty {
  readonly kind: 'seat'
  readonly member: string
  readonly name: string
  /** They ring together. */
  readonly addresses: readonly Address[]
  /** Why nobody is rung there; never null where there is no address. */
  readonly barred: Barred | null
}

/** A telephone that is nobody's of the organisation. */
export interface OutsideParty {
  readonly kind: 'outside'
  readonly address: OutsideAddress
  /** What the story calls it: the number itself where it has no other name. */
  readonly name: string
  /** Why it must not be called, decided as the call came in; looked at again when it is dialled. */
  readonly barred: OutsideBarred | null
}

/** A telephone by E.164, or a SIP address. */
export type OutsideAddress = Exclude<Address, `/private/${string}`>

/**
 * Why nobody outside is called. `own-number`: the call would come back to the organisation. `own-caller`: it would be called
 * back by whoever is calling. `loop`: the call itself comes from the organisation, and might go round and round. `not-allowed`: an emergency
 * or premium number, or none at all.
 */
export type OutsideBarred =
  | Extract<Barred, 'country-not-allowed'>
  | 'own-number'
  | 'own-caller'
  | 'loop'
  | 'not-allowed'

/** Why a party is not rung at all. */
export type NotRungBecause = Barred | OutsideBarred

/** An assistant that the carrier reaches at an address; it accepts as everybody does. */
export interface AssistantParty {
  readonly kind: 'assistant'
  readonly name: string
  readonly address: Address
}

/** Where something rings. Its form says what: a telephone by E.164, a SIP phone, a browser or whatever else the carrier itself keeps. */
export type Address = `+${string}` | `sip:${string}` | `sips:${string}` | `/private/${string}`

/** A party as orders and happenings name it: a seat by its member, whoever else by name alone. */
export interface Whom {
  /** Absent for whoever is no member of the organisation. */
  readonly member?: string
  readonly name: string
}

/** A party at one of its addresses: one leg. */
export interface Target {
  readonly party: Party
  readonly address: Address
}

/** Where a party rings: everywhere at once, and once at an address that is named twice. */
export function addressesOf(party: Party): readonly Address[] {
  switch (party.kind) {
    case 'seat':
      return [...new Set(party.addresses)]
    case 'outside':
      return [party.address]
    case 'assistant':
      return [party.address]
  }
}

/** Why a party is not rung, whatever else happens; null when it is. */
export function whyNotRung(party: Party): NotRungBecause | null {
  return party.kind === 'assistant' ? null : party.barred
}

/** How a party is named in orders and happenings. */
export function whomOf(party: Party): Whom {
  return whom({ member: party.kind === 'seat' ? party.member : null, name: party.name })
}

/** The same of what rows know of it. @param known.member null for whoever is no member */
export function whom({ member, name }: { readonly member: string | null; readonly name: string }): Whom {
  return { ...(member !== null && { member }), name }
}

/** Whether two are the same party, however either was found: a person is, at whichever addresses. */
export function isSameParty(one: Party, other: Party): boolean {
  if (one.kind === 'seat' || other.kind === 'seat')
    return one.kind === 'seat' && other.kind === 'seat' && one.member === other.member
  return one.kind === other.kind && addressesOf(one)[0] === addressesOf(other)[0]
}

/**
 * Which phones ring when these parties are rung together: one of each, and then their further ones, as long as there is room.
 * @param most how many legs there may be
 */
export function ringTogether(parties: readonly Party[], most: number): readonly Target[] {
  const all = parties.map((party) => addressesOf(party).map((address) => ({ party, address })))
  const firsts = all.flatMap(([first]) => first ?? [])
  const further = all.flatMap(([, ...more]) => more)
  return [...firsts, ...further].slice(0, most)
}
