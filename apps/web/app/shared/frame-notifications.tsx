import { ActionIcon, Button } from '@mantine/core'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import styles from './frame.module.css'

/** Asks whether calls may be told by the system, when the person presses it and never before; gone once that is decided. */
export function NotificationsButton() {
  return <NotificationsBell permission={usePermission()} />
}

/** The same for what the browser has answered so far; `none` where it knows no notifications. */
export function NotificationsBell({ permission }: { readonly permission: NotificationPermission | 'none' }) {
  if (permission === 'granted' || permission === 'none') return null
  const isDenied = permission === 'denied'
  const label = isDenied ? 'Notifications are blocked: allow them in the browser’s settings for this site' : 'Tell me of calls when I look elsewhere'
  const Icon = isDenied ? IconBellOff : IconBell
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} title={label} disabled={isDenied} data-closes onClick={ask}>
      <Icon size={18} stroke={1.75} aria-hidden />
    </ActionIcon>
  )
}

/**
 * After a phone has rung for the first time, when it is plain what for: whether the system may tell of the next call. Asked
 * once; whoever says no finds the bell.
 */
export function NotificationsOffer({ rings }: { readonly rings: boolean }) {
  const permission = usePermission()
  const [isOffered, offer] = useState(false)
  useEffect(() => {
    if (!rings || localStorage.getItem(DECLINED) !== null) return
    return () => offer(true) // nothing moves while a phone rings
  }, [rings])
  if (!isOffered || permission !== 'default') return null
  const decline = (): void => {
    localStorage.setItem(DECLINED, 'yes')
    offer(false)
  }
  return (
    <section className={styles.offer} aria-label="Notifications">
      <span>Shall your browser tell you of calls when you look elsewhere?</span>
      <Button size="xs" variant="default" onClick={ask}>
        Turn on notifications
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={decline}>
        Not now
      </Button>
    </section>
  )
}

const DECLINED = 'ringdown.notifications-declined'

function ask(): void {
  void Notification.requestPermission().then(() => listeners.forEach((tell) => tell()))
}

function usePermission(): NotificationPermission | 'none' {
  return useSyncExternalStore<NotificationPermission | 'none'>(subscribe, read, () => 'none')
}

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function read(): NotificationPermission | 'none' {
  return 'Notification' in globalThis ? Notification.permission : 'none'
}
