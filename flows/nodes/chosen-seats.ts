import type { Barred, CallFacts, Seat } from '../call/facts.ts'
import type { Address, SeatParty } from '../call/party.ts'

/** How many phones may ring for one call at once, whatever was saved. */
export const MOST_AT_ONCE = 10

/** Whom a node rings, as its config says it. */
export type PeopleChoice =
  /** Everybody with access to the number, in the roster's order. */
  | { readonly kind: 'everyone' }
  /** The number's routing list, highest priority first. */
  | { readonly kind: 'routing-list' }
  /** Members by id, in this order. */
  | { readonly kind: 'members'; readonly members: readonly string[] }

/**
 * The seats that a choice means in a call. Barred seats stay in, so that the call can tell why they
 * did not ring; a member who has no access to the number is not among them.
 */
export function chosenSeats(
  facts: Pick<CallFacts, 'roster' | 'routing' | 'inactive'>,
  who: PeopleChoice,
): readonly Seat[] {
  switch (who.kind) {
    case 'everyone':
      return facts.roster
    case 'routing-list':
      return seatsByMember(facts.roster, facts.routing).map((seat) =>
        facts.inactive.includes(seat.member) ? { ...seat, barred: 'inactive' } : seat,
      )
    case 'members':
      return seatsByMember(facts.roster, who.members)
  }
}

/** The parties that a choice means in a call: its seats, as the call rings them. */
export function chosenParties(
  facts: Pick<CallFacts, 'roster' | 'routing' | 'inactive'>,
  who: PeopleChoice,
): readonly SeatParty[] {
  return chosenSeats(facts, who).map(partyOf)
}

/** A seat as a party. Whether it is barred is decided here, once. */
export function partyOf(seat: Seat): SeatParty {
  const { member, name } = seat
  return { kind: 'seat', member, name, addresses: addressesOfSeat(seat), barred: whyBarred(seat) }
}

/** Where a seat's person is rung: at all of these at once. */
export function addressesOfSeat({ address, also = [] }: Pick<Seat, 'address' | 'also'>): readonly Address[] {
  return (address === null ? also : [address, ...also]) as readonly Address[] // devices are kept in these forms
}

/** Why a chosen seat is not rung, whatever else happens; null when its phone rings. Asked by the call that rings, and by pages. */
export function whyBarred(seat: Pick<Seat, 'address' | 'barred'>): Barred | null {
  return seat.barred ?? (seat.address === null ? 'no-verified-phone' : null)
}

function seatsByMember(roster: readonly Seat[], members: readonly string[]): readonly Seat[] {
  return [...new Set(members)].flatMap((member) => roster.find((seat) => seat.member === member) ?? [])
}
