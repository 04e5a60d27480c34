import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconX } from '@tabler/icons-react'
import type { HTMLAttributes, KeyboardEvent } from 'react'
import { placeByKey } from '../lists/reorder.ts'
import styles from './numbers.module.css'
import type { ListedSeat } from '#infra/deeds/numbers/seats.ts'
import { written } from './routing-changes.ts'

export interface RoutingSeatProps {
  readonly seat: ListedSeat
  readonly name: string
  /** Why calls skip whoever sits here, and what helps; null when they are rung. */
  readonly skipped: string | null
  /** From 0. */
  readonly place: number
  readonly count: number
  /** It is being dragged. */
  readonly moving: boolean
  readonly mayChange: boolean
  onMove(to: number): void
  readonly drag: Pick<
    HTMLAttributes<HTMLElement>,
    'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel'
  >
}

/** One place on the routing list. Its handle is dragged, or moved with the arrow keys, Home and End. */
export function RoutingSeat({ seat, name, skipped, place, count, moving, mayChange, onMove, drag }: RoutingSeatProps) {
  const { member, active } = seat
  const button = { type: 'submit', name: 'change' } as const
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const
  const small = { ...button, variant: 'subtle', color: 'gray', size: 36 } as const

  function onKeyDown(event: KeyboardEvent) {
    const to = placeByKey(event.key, { place, count })
    if (to === null) return
    event.preventDefault()
    if (to !== place) onMove(to)
  }

  return (
    // the order of the document stays while a row is dragged: the browser lets go of a handle that moves in it
    <li
      className={styles.seat}
      data-skipped={skipped !== null}
      data-moving={moving}
      data-fixed={!mayChange}
      style={{ order: place }}
    >
      {mayChange && (
        <button
          type="button"
          className={styles.handle}
          data-focus={`handle ${member}`}
          aria-label={`${name}, ${place + 1} of ${count}. Move with the arrow keys.`}
          onKeyDown={onKeyDown}
          {...drag}
        >
          <IconGripVertical {...icon} />
        </button>
      )}
      <span className={styles.place} aria-hidden>
        {place + 1}
      </span>
      <span className={styles.name}>
        <bdi>{name}</bdi>
        {skipped !== null && <small>{skipped}</small>}
      </span>
      {mayChange ? (
        <>
          <button
            {...button}
            value={written({ kind: 'switch', member, active: !active })}
            role="switch"
            aria-checked={active}
            aria-label={`${name} rings from this list`}
            className={styles.switch}
          >
            <span className={styles.track} aria-hidden />
            <span aria-hidden>{active ? 'Active' : 'Inactive'}</span>
          </button>
          <span className={styles.buttons}>
            <ActionIcon
              {...small}
              value={written({ kind: 'move', member, to: Math.max(0, place - 1) })}
              data-focus={`up ${member}`}
              disabled={place === 0}
              aria-label={`Move ${name} up`}
            >
              <IconArrowUp {...icon} />
            </ActionIcon>
            <ActionIcon
              {...small}
              value={written({ kind: 'move', member, to: place + 1 })}
              data-focus={`down ${member}`}
              disabled={place === count - 1}
              aria-label={`Move ${name} down`}
            >
              <IconArrowDown {...icon} />
            </ActionIcon>
            <ActionIcon
              {...small}
              value={written({ kind: 'take-off', member })}
              aria-label={`Take ${name} off the routing list`}
            >
              <IconX {...icon} />
            </ActionIcon>
          </span>
        </>
      ) : (
        <span className={styles.state}>{active ? 'Active' : 'Inactive'}</span>
      )}
    </li>
  )
}
