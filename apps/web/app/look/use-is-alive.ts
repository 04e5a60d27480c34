import { useSyncExternalStore } from 'react'

/** Whether the page runs in a browser; false on the server, and while the browser takes over what the server sent. */
export function useIsAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}

function never(): () => void {
  return () => undefined
}
