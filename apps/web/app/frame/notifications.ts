/** `unasked`: the browser has not asked yet. `off`: it may, and its person has turned them off here. `none`: it has none. */
export type NotificationState = 'on' | 'off' | 'unasked' | 'blocked' | 'none'

/** Whether this browser tells of calls while nobody looks at the page. */
export function notificationState(): NotificationState {
  if (!('Notification' in globalThis)) return 'none'
  if (Notification.permission !== 'granted') return Notification.permission === 'denied' ? 'blocked' : 'unasked'
  return localStorage.getItem(OFF) === null ? 'on' : 'off'
}

/** For this browser; what the browser itself allows stays as it is. */
export function switchNotifications(on: boolean): void {
  if (on) localStorage.removeItem(OFF)
  else localStorage.setItem(OFF, 'yes')
  listeners.forEach((tell) => tell())
}

/** Has the browser ask whether it may. */
export function askForNotifications(): void {
  void Notification.requestPermission().then(() => switchNotifications(true))
}

export function subscribeToNotifications(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener) // another page of this browser has switched them
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

const OFF = 'ringdown.notifications-off'
const listeners = new Set<() => void>()
