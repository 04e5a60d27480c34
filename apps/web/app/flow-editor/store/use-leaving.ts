import { useEffect, useEffectEvent, useState } from 'react'
import { useBlocker } from 'react-router'
import type { Autosave } from './autosave.ts'

/** Milliseconds that a last save may take before somebody who leaves is asked. */
const PATIENCE = 1_000

export interface Leaving {
  /** Whether somebody wants to go to another page while something is not saved. */
  readonly asks: boolean
  stay(): void
  leave(): void
}

/** Saves what is not saved before another page of ours is opened, and asks when that cannot be done. */
export function useLeaving(autosave: Autosave): Leaving {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      autosave.unsaved() !== null && currentLocation.pathname !== nextLocation.pathname,
  )
  const [asks, setAsks] = useState(false)
  const leave = useEffectEvent(() => blocker.proceed?.())
  useEffect(() => {
    if (blocker.state !== 'blocked') return undefined
    let isWaiting = true
    const timer = setTimeout(() => setAsks(true), PATIENCE)
    void autosave.flush().then((revision) => {
      if (!isWaiting) return
      if (revision === null) setAsks(true)
      else leave()
    })
    return () => {
      isWaiting = false
      clearTimeout(timer)
      setAsks(false)
    }
  }, [autosave, blocker.state])
  return { asks, stay: () => blocker.reset?.(), leave: () => blocker.proceed?.() }
}
