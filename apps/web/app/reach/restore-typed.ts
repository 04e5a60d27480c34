import { KEPT, type Kept } from './updates.ts'

/** Gives back what was typed before the document was reloaded. */
export function restoreTyped(): void {
  const kept = sessionStorage.getItem(KEPT)
  sessionStorage.removeItem(KEPT)
  if (
    kept === null ||
    (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.type !== 'reload'
  )
    return // by its own type
  const [path, fields] = JSON.parse(kept) as Kept // by `keepTyped`
  if (path !== location.pathname) return
  for (const [name, place, value] of fields) {
    const field = document.getElementsByName(name)[place]
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue
    // React hears of a value only by the element's own way of setting it
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
