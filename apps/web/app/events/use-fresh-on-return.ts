import { useEffect } from 'react'
import { useRereading } from './use-rereading.ts'

/** Rereads the page's data when somebody comes back to it: others may have changed what it shows. */
export function useFreshOnReturn(): void {
  const reread = useRereading()
  useEffect(() => {
    const onReturn = (): void => {
      if (!document.hidden) reread()
    }
    document.addEventListener('visibilitychange', onReturn)
    return () => document.removeEventListener('visibilitychange', onReturn)
  }, [reread])
}
