import { ActionIcon } from '@mantine/core'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'

/** Asks whether calls may be told by the system, when the person presses it and never before; gone once that is decided. */
export function NotificationsButton() {
  const permission = useSyncExternalStore<NotificationPermission | 'none'>(subscribe, read, () => 'none')
  if (permission === 'granted' || permission === 'none') return null
  const isDenied = permission === 'denied'
  const label = isDenied ? 'Notifications are blocked: allow them in the browser’s settings for this site' : 'Tell me of calls when I look elsewhere'
  const Icon = isDenied ? IconBellOff : IconBell
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} title={label} disabled={isDenied} onClick={() => void Notification.requestPermission().then(() => listeners.forEach((tell) => tell()))}>
      <Icon size={18} stroke={1.75} aria-hidden />
    </ActionIcon>
  )
}

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function read(): NotificationPermission | 'none' {
  return 'Notification' in globalThis ? Notification.permission : 'none'
}
