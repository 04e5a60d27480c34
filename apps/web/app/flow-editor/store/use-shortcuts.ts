import { useEffect } from 'react'
import { copyNodes, readClip } from '../drawing/clip.ts'
import { keysOf, type EditorStore } from './editor-store.ts'

/** The keys of the editor. While something is typed, or a dialog is open, they mean what they mean there. */
export function useShortcuts(store: EditorStore, canEdit: boolean): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (isElsewhere(event)) return
      const deed = deedOf(event, store)
      if (!deed || (!canEdit && deed !== 'choose-all')) return
      event.preventDefault()
      const state = store.getState()
      if (deed === 'choose-all') state.choose([...keysOf(state.flow)])
      else if (deed === 'undo') store.undo()
      else if (deed === 'redo') store.redo()
      else if (deed === 'duplicate') state.duplicate()
      else if (state.chosenExit) state.disconnect(state.chosenExit)
      else state.remove(state.chosen)
    }
    function onCopy(event: ClipboardEvent): void {
      if (isElsewhere(event) || hasSelectedText()) return
      const { flow, chosen, remove } = store.getState()
      const clip = copyNodes(flow, chosen)
      if (!clip || !event.clipboardData) return
      event.preventDefault()
      event.clipboardData.setData('text/plain', JSON.stringify(clip))
      if (event.type === 'cut' && canEdit) remove(chosen)
    }
    function onPaste(event: ClipboardEvent): void {
      const clip = isElsewhere(event) || !canEdit ? null : readClip(event.clipboardData?.getData('text/plain') ?? '')
      if (!clip) return
      event.preventDefault()
      store.getState().paste(clip)
    }
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [store, canEdit])
}

type Deed = 'choose-all' | 'undo' | 'redo' | 'duplicate' | 'remove'

function deedOf(event: KeyboardEvent, store: EditorStore): Deed | null {
  const { chosen, chosenExit } = store.getState()
  if (event.key === 'Delete' || event.key === 'Backspace') return chosen.size > 0 || chosenExit ? 'remove' : null
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null
  switch (event.key.toLowerCase()) {
    case 'z':
      return event.shiftKey ? 'redo' : 'undo'
    case 'y':
      return 'redo'
    case 'd':
      return chosen.size > 0 ? 'duplicate' : null
    case 'a':
      return 'choose-all'
    default:
      return null
  }
}

function isElsewhere(event: Event): boolean {
  if (event.defaultPrevented) return true
  const element = event.target instanceof Element ? event.target : null
  return element?.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') != null
}

function hasSelectedText(): boolean {
  return (window.getSelection()?.toString() ?? '') !== ''
}
