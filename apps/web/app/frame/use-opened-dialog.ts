import { useEffect, useRef, type RefObject } from 'react'

/** For a dialog that stands over the page from the moment in which it is drawn. */
export function useOpenedDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal() // while developing, effects run twice
  }, [])
  return dialog
}
