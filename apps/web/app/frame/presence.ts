import { useEffect } from 'react'
import { notificationState, type NotificationState } from './notifications.ts'
import { addressOf } from '../reach/addresses.ts'

/** As the browser answers; one that was turned off can be turned on again at the bell, like one never asked. */
const answers: Readonly<Record<NotificationState, NotificationPermission>> = {
  on: 'granted',
  off: 'default',
  unasked: 'default',
  blocked: 'denied',
  none: 'denied',
}

/** Milliseconds between two signs that somebody is here. */
const EVERY = 60_000

/** Tells the team that this person is here while they look at the page, and whether their browser may notify them of calls. */
export function useOwnPresence(): void {
  useEffect(() => {
    const tell = (): void => {
      if (document.hidden) return
      const notifications = answers[notificationState()]
      // lost news of this kind is made up for a minute later
      fetch(addressOf.presence(), { method: 'POST', body: new URLSearchParams({ notifications }) }).catch(
        () => undefined,
      )
    }
    tell()
    const timer = setInterval(tell, EVERY)
    document.addEventListener('visibilitychange', tell)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tell)
    }
  }, [])
}
