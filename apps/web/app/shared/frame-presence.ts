import { useEffect } from 'react'

/** Milliseconds between two signs that somebody is here. */
const EVERY = 60_000

/** Tells the team that this person is here while they look at the page, and whether their browser may notify them of calls. */
export function useOwnPresence(): void {
  useEffect(() => {
    const tell = (): void => {
      if (document.hidden) return
      const notifications = 'Notification' in globalThis ? Notification.permission : 'denied'
      // lost news of this kind are made up for a minute later
      fetch('/people/presence', { method: 'POST', body: new URLSearchParams({ notifications }) }).catch(() => undefined)
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
