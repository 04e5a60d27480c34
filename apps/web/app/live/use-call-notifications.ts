import { useEffect, useRef } from 'react'
import { isolated } from '#flows/isolated.ts'
import { stateFor, type LiveCall } from './live-calls.ts'

/** Tells by the system that somebody's phone rings, where they have allowed it and do not look at the page. */
export function useCallNotifications(own: readonly LiveCall[], member: string): void {
  const told = useRef(new Set<string>())
  useEffect(() => {
    for (const call of own) {
      if (stateFor(call, member) !== 'ringing' || told.current.has(call.call)) continue
      told.current.add(call.call)
      if (!('Notification' in globalThis) || Notification.permission !== 'granted' || !document.hidden) continue
      const notification = new Notification(`${isolated(call.caller)} calls ${isolated(call.numberName)}`, { tag: call.call, body: 'Your phone rings.' })
      notification.addEventListener('click', () => window.focus())
    }
  }, [own, member])
}
