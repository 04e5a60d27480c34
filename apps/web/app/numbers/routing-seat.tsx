import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconToggleLeft, IconToggleRight, IconX } from '@tabler/icons-react'
import { useEffect, useRef, type HTMLAttributes, type KeyboardEvent } from 'react'
import styles from './numbers.module.css'
import { written, type ListedSeat } from './routing-changes.ts'

export interface RoutingSeatProps {
  readonly seat: ListedSeat
  readonly name: string
  /** From 0. */
  readonly place: number
  readonly count: number
  readonly canRing: boolean
  readonly moving: boolean
  readonly mayChange: boolean
  onMove(to: number): void
  readonly drag: Pick<HTMLAttributes<HTMLElement>, 'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel'>
}

/** One place on the routing list. Its handle is dragged, or moved with the arrow keys, Home and End. */
export function RoutingSeat({ seat, name, place, count, canRing, moving, mayChange, onMove, drag }: RoutingSeatProps) {
  const { member, active } = seat
  const handle = useHandle(place)
  const button = { type: 'submit', name: 'change' } as const

  function onKeyDown(event: KeyboardEvent) {
    const to = targetOf(event.key, { place, count })
    if (to === null) return
    event.preventDefault()
    handle.keep()
    if (to !== place) onMove(to)
  }

  return (
    <li className={styles.seat} data-active={active} data-moving={moving}>
      {mayChange ? (
        <button ref={handle.ref} type="button" className={styles.handle} aria-label={`${name}, ${place + 1} of ${count}. Move with the arrow keys.`} onKeyDown={onKeyDown} {...drag}>
          <IconGripVertical size={18} stroke={1.75} aria-hidden />
        </button>
      ) : (
        <span />
      )}
      <span className={styles.place} aria-hidden>
        {place + 1}
      </span>
      <span className={styles.name}>
        {name}
        {!active && <small>{canRing ? 'Inactive: skipped, keeps this place' : 'Inactive: no verified device'}</small>}
      </span>
      {mayChange ? (
        <>
          <Button
            {...button}
            value={written({ kind: 'switch', member, active: !active })}
            role="switch"
            aria-checked={active}
            aria-label={`${name} rings from this list`}
            variant="subtle"
            color={active ? 'accent' : 'gray'}
            size="compact-md"
            className={styles.switch}
            leftSection={active ? <IconToggleRight size={18} stroke={1.75} aria-hidden /> : <IconToggleLeft size={18} stroke={1.75} aria-hidden />}
          >
            {active ? 'Active' : 'Inactive'}
          </Button>
          <span className={styles.buttons}>
            <ActionIcon {...button} value={written({ kind: 'move', member, to: Math.max(0, place - 1) })} variant="subtle" color="gray" size="lg" disabled={place === 0} aria-label={`Move ${name} up`}>
              <IconArrowUp size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
            <ActionIcon {...button} value={written({ kind: 'move', member, to: place + 1 })} variant="subtle" color="gray" size="lg" disabled={place === count - 1} aria-label={`Move ${name} down`}>
              <IconArrowDown size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
            <ActionIcon {...button} value={written({ kind: 'take-off', member })} variant="subtle" color="gray" size="lg" aria-label={`Take ${name} off the routing list`}>
              <IconX size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </span>
        </>
      ) : (
        <span className={styles.switch}>{active ? 'Active' : 'Inactive'}</span>
      )}
    </li>
  )
}

function targetOf(key: string, { place, count }: { place: number; count: number }): number | null {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, place - 1)
    case 'ArrowDown':
      return Math.min(count - 1, place + 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/** A row that moves in the document loses the focus; the handle that was moved by keys takes it back. */
function useHandle(place: number) {
  const ref = useRef<HTMLButtonElement>(null)
  const kept = useRef(false)
  useEffect(() => {
    if (kept.current) ref.current?.focus()
    kept.current = false
  }, [place])
  return {
    ref,
    keep() {
      kept.current = true
    },
  }
}
