import { useEffect, useState } from 'react'

/** Gives the focus back to where it came from, unless the keyboard was led elsewhere meanwhile or what had it is gone. */
export function focusBack(cameFrom: Element | null): void {
  if (document.activeElement === document.body && cameFrom instanceof HTMLElement && cameFrom.isConnected)
    cameFrom.focus({ preventScroll: true })
}

/** The same for a dialog, when it goes. */
export function useFocusBack(): void {
  const [cameFrom] = useState(() => (typeof document === 'undefined' ? null : document.activeElement)) // before the dialog takes it
  useEffect(() => () => focusBack(cameFrom), [cameFrom])
}
