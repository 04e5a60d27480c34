import { useEffect, useRef, type RefObject } from 'react'

/**
 * The keyboard stays where it was when the row under it moves, goes, or has a button switched off: `keep` names the parts
 * (`data-focus`) of `within` that may have the focus after the next change, the first one that can take it does.
 */
export function useKeptFocus(within: RefObject<HTMLElement | null>) {
  const wanted = useRef<readonly string[]>([])
  useEffect(() => {
    if (wanted.current.length === 0) return
    const parts = wanted.current.map((name) =>
      within.current?.querySelector<HTMLElement>(`[data-focus="${name}"]:not(:disabled)`),
    )
    const part = parts.find((one) => one)
    if (!part) return
    wanted.current = []
    part.focus()
  })
  return (...names: readonly string[]): void => {
    wanted.current = names
  }
}
