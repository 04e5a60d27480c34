import { useEffect, useRef } from 'react'
import { isolated } from '#flows/story/isolated.ts'
import { notificationState } from '../frame/notifications.ts'
import { stateFor, type RunningCall } from './live-calls.ts'

/** Notifies somebody by the browser that their phone rings, where they have turned that on and do not look at the page. */
export function useCallNotifications(own: readonly RunningCall[], member: string): void {
  const told = useRef(new Set<string>())
  useEffect(() => {
    for (const call of own) {
      if (stateFor(call, member) !== 'ringing' || told.current.has(call.call)) continue
      told.current.add(call.call)
      if (notificationState() !== 'on' || !document.hidden) continue
      const notification = new Notification(`${isolated(call.caller)} is calling ${isolated(call.numberName)}`, {
        tag: call.call,
        body: 'Your phone is ringing.',
      })
      notification.addEventListener('click', () => window.focus())
    }
  }, [own, member])
}
