import type { ListedSeat } from '#infra/deeds/numbers/seats.ts'
import { moved } from '../lists/reorder.ts'

/** One change of a routing list. `to` counts from 0; null is the end of the list. */
export type RoutingChange =
  | { readonly kind: 'move'; readonly member: string; readonly to: number }
  | { readonly kind: 'switch'; readonly member: string; readonly active: boolean }
  | { readonly kind: 'add'; readonly member: string; readonly active: boolean; readonly to: number | null }
  | { readonly kind: 'take-off'; readonly member: string }

/** The list after a change; a change that makes no sense leaves it as it is. */
export function changed<Seat extends ListedSeat>(
  seats: readonly (Seat | ListedSeat)[],
  change: RoutingChange,
): readonly ListedSeat[] {
  const list = seats.map(({ member, active }) => ({ member, active }))
  const at = list.findIndex(({ member }) => member === change.member)
  const seat = list[at]
  if (change.kind === 'add')
    return seat ? list : list.toSpliced(change.to ?? list.length, 0, { member: change.member, active: change.active })
  if (!seat) return list
  switch (change.kind) {
    case 'move':
      return moved(list, at, change.to)
    case 'switch':
      return list.with(at, { ...seat, active: change.active })
    case 'take-off':
      return list.toSpliced(at, 1)
  }
}

/** A change as a button's value, so that the list works where no script runs. */
export function written(change: RoutingChange): string {
  switch (change.kind) {
    case 'move':
      return `move ${change.member} ${change.to}`
    case 'switch':
      return `switch ${change.member} ${change.active ? 'on' : 'off'}`
    case 'add':
      return `add ${change.member} ${change.active ? 'on' : 'off'} ${change.to ?? ''}`.trimEnd()
    case 'take-off':
      return `take-off ${change.member}`
  }
}

/** Reads what `written` wrote; null for anything else. */
export function readChange(text: string): RoutingChange | null {
  const [kind, member = '', value = '', place = ''] = text.split(' ')
  if (member === '') return null
  switch (kind) {
    case 'move':
      return /^\d+$/.test(value) ? { kind, member, to: Number(value) } : null
    case 'switch':
      return { kind, member, active: value === 'on' }
    case 'add':
      return { kind, member, active: value === 'on', to: /^\d+$/.test(place) ? Number(place) : null }
    case 'take-off':
      return { kind, member }
    default:
      return null
  }
}

/** Where somebody stands now, for those who hear the page: "Ben rings first of 3." */
export function placeInWords({
  name,
  seats,
  member,
}: {
  readonly name: string
  readonly seats: readonly ListedSeat[]
  readonly member: string
}): string {
  const at = seats.findIndex((seat) => seat.member === member)
  const seat = seats[at]
  if (!seat) return `${name} is off the routing list.`
  const place = `${name} is ${at + 1} of ${seats.length}`
  if (!seat.active) return `${place}, inactive: not rung from this list.`
  const before = seats.slice(0, at).filter(({ active }) => active).length
  return before === 0 ? `${place}, and rings first.` : `${place}.`
}
