import { useEffect } from 'react'
import { useRevalidator } from 'react-router'

/** Reads the page's data anew when somebody comes back to it: others may have changed what it shows. */
export function useFreshOnReturn(): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const onReturn = (): void => {
      if (!document.hidden) void revalidate()
    }
    document.addEventListener('visibilitychange', onReturn)
    return () => document.removeEventListener('visibilitychange', onReturn)
  }, [revalidate])
}
