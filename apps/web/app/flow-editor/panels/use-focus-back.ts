import { useEffect, useState } from 'react'

/** Gives the focus back to where it was before a dialog came, when it goes and has led the keyboard nowhere else. */
export function useFocusBack(): void {
  const [cameFrom] = useState(() => (typeof document === 'undefined' ? null : document.activeElement)) // before the dialog takes it
  useEffect(
    () => () => {
      if (document.activeElement === document.body && cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus({ preventScroll: true })
    },
    [cameFrom],
  )
}
