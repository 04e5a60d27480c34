import { useEffect, useRef } from 'react'
import { isKey } from '../keypad/keypad.tsx'

/** What the computer's keys do for the caller. */
export interface KeyboardDeeds {
  key(key: string): void
  plus?(): void
  enter?(): void
  escape?(): void
  backspace?(): void
}

/** Lets the computer's keyboard work the caller's phone as long as no field has the focus. */
export function useKeyboard(deeds: KeyboardDeeds): void {
  const latest = useRef(deeds)
  useEffect(() => {
    latest.current = deeds
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.matches('input, select, textarea, audio')) return
      const { key, plus, enter, escape, backspace } = latest.current
      if (isKey(event.key)) key(event.key)
      else if (event.key === '+') plus?.()
      else if (event.key === 'Escape') escape?.()
      else if (event.key === 'Backspace') backspace?.()
      // Enter on a button or link presses that, as everywhere.
      else if (
        event.key === 'Enter' &&
        !(event.target instanceof Element && event.target.closest('button, a, summary'))
      )
        enter?.()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}
