/** Whether keys write into what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

/** Whether a dialog lies over the page: then the page's own keys do nothing behind it, wherever the focus is. */
export function isBehindDialog(): boolean {
  return document.querySelector('dialog:modal, [role="dialog"][aria-modal="true"]') !== null
}

/**
 * Whether a key with Alt may write a character: AltGr does, on any keyboard that has it, and on a Mac Option does with nearly
 * every key. Such a key is not a shortcut while one types.
 */
export function writesWithAlt(
  event: Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'key' | 'getModifierState' | 'target'>,
): boolean {
  if (event.getModifierState('AltGraph')) return true
  if (!event.altKey || event.metaKey || !isTyping(event.target)) return false
  if (event.ctrlKey) return !isMac() // as Windows tells AltGr where it is told as Ctrl and Alt
  return isMac() || event.key === 'Dead'
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}
