import { useEffect, useEffectEvent, type RefObject } from 'react'

/** Milliseconds for which something must be in view to have been seen. */
const A_LOOK = 600

/**
 * Calls back once what an element shows has been in front of somebody's eyes: the page visible, and half of the element, or
 * half of the page, in view for a moment.
 * @param what names what it shows, and is seen anew when it is another; null while nothing needs to be seen.
 */
export function useSeen(element: RefObject<HTMLElement | null>, what: unknown, onSeen: () => void): void {
  const seen = useEffectEvent(onSeen)
  useEffect(() => {
    if (what === null || element.current === null) return
    let isInView = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = (): void => {
      clearTimeout(timer)
      if (isInView && !document.hidden) timer = setTimeout(() => seen(), A_LOOK)
    }
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1)
        isInView =
          entry !== undefined && (entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= innerHeight / 2)
        look()
      },
      { threshold: [0, 0.25, 0.5, 0.75, 1] },
    )
    observer.observe(element.current)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      document.removeEventListener('visibilitychange', look)
    }
  }, [element, what])
}
