import { IconEye, IconEyeOff, IconUserCheck } from '@tabler/icons-react'
import { askOf } from '../access/ask-of.ts'
import styles from './numbers.module.css'
import type { NumberView } from './number-view.server.ts'

/** [S26] Whether the reader is on this number, and what that means for them. */
export function AccessNote({
  view,
  own,
  mayAdd,
  administrators,
}: {
  readonly view: NumberView
  readonly own: { readonly member: string; readonly role: 'admin' | 'member' | null; readonly reads: boolean }
  /** They may add people, themself too. */
  readonly mayAdd: boolean
  readonly administrators: readonly string[]
}) {
  const Icon = own.role !== null ? IconUserCheck : own.reads ? IconEye : IconEyeOff
  return (
    <p className={styles.access}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <span>
        <strong>
          {own.role === null
            ? 'You are not on this number.'
            : `You are on this number as ${own.role === 'admin' ? 'its admin' : 'a member'}.`}
        </strong>{' '}
        {meaning(view, own)}
        {own.role === null &&
          (mayAdd ? ' You can add yourself below.' : ` Owners and admins can add you.${askOf(administrators)}`)}
      </span>
    </p>
  )
}

function meaning(
  { seats, people, followsList }: NumberView,
  own: { readonly member: string; readonly role: string | null; readonly reads: boolean },
): string {
  if (own.role === null)
    return own.reads
      ? 'You can read its conversations, but your phone does not ring for it.'
      : 'You cannot see its conversations, and your phone does not ring for it.'
  const place = seats.findIndex(({ member }) => member === own.member)
  const seat = seats[place]
  if (!seat) return 'You see its conversations. You are not on its routing list.'
  const isChosen = people.some(({ member, isChosen: rung }) => member === own.member && rung)
  const off = !followsList
    ? 'The flow does not ring by that list.'
    : isChosen
      ? 'Your seat is inactive there, but another step of the flow rings you.'
      : 'Your seat is inactive: calls skip you.'
  return `You see its conversations. You are ${place + 1} of ${seats.length} on its routing list.${seat.active ? '' : ` ${off}`}`
}
