import { ActionIcon, Button } from '@mantine/core'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import styles from './frame.module.css'
import {
  askForNotifications,
  notificationState,
  subscribeToNotifications,
  switchNotifications,
  type NotificationState,
} from './notifications.ts'

/** Turns browser notifications on and off. The browser asks whether it may when somebody presses this, and never before. */
export function NotificationsButton() {
  return <NotificationsBell state={useNotifications()} />
}

/** The same for what this browser does at present. */
export function NotificationsBell({ state }: { readonly state: NotificationState }) {
  if (state === 'none') return null
  const label = labels[state]
  const Icon = state === 'on' ? IconBell : IconBellOff
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      disabled={state === 'blocked'}
      data-closes
      onClick={presses[state]}
    >
      <Icon size={18} stroke={1.75} aria-hidden />
    </ActionIcon>
  )
}

const labels: Readonly<Record<Exclude<NotificationState, 'none'>, string>> = {
  on: 'Turn off call notifications in this browser',
  off: 'Turn on call notifications in this browser',
  unasked: 'Turn on call notifications in this browser',
  blocked: 'Notifications are blocked: allow them in the browser’s settings for this site',
}

const presses: Readonly<Record<Exclude<NotificationState, 'none'>, () => void>> = {
  on: () => switchNotifications(false),
  off: () => switchNotifications(true),
  unasked: askForNotifications,
  blocked: () => undefined,
}

/**
 * After a phone has rung for the first time, when it is clear what for: whether the browser may tell of the next call.
 * Asked once; whoever says no finds the bell.
 * @returns the question, when it is to be asked.
 */
export function useNotificationsOffer(rings: boolean): ReactNode {
  const state = useNotifications()
  const [isOffered, offer] = useState(false)
  useEffect(() => {
    if (!rings || localStorage.getItem(DECLINED) !== null) return
    return () => offer(true) // not while a phone rings
  }, [rings])
  if (!isOffered || state !== 'unasked') return null
  return (
    <NotificationsOffer
      onDecline={() => {
        localStorage.setItem(DECLINED, 'yes')
        offer(false)
      }}
    />
  )
}

export function NotificationsOffer({ onDecline }: { onDecline(): void }) {
  return (
    <section className={styles.offer} aria-label="Notifications">
      <span>Get a notification when a call comes in?</span>
      <Button size="xs" variant="default" onClick={askForNotifications}>
        Turn on
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={onDecline}>
        Not now
      </Button>
    </section>
  )
}

const DECLINED = 'ringdown.notifications-declined'

function useNotifications(): NotificationState {
  return useSyncExternalStore<NotificationState>(subscribeToNotifications, notificationState, () => 'none')
}
