import { useEffect } from 'react'
import { isBehindDialog } from '../../frame/typing.ts'
import { copyNodes, readClip } from '../drawing/clip.ts'
import { keysOf, type EditorStore } from './editor-store.ts'
import { deedOf } from './shortcut-list.ts'

/** The keys of the editor, as its list of shortcuts has them. While something is typed, or a dialog is open, they mean what they mean there. */
export function useShortcuts(store: EditorStore, canEdit: boolean): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const deed = isElsewhere(event) ? null : deedOf(event, { inDrawing: isInDrawing(event) })
      const state = store.getState()
      const { chosen, chosenExit } = state
      const hasWhat =
        deed === 'remove' ? chosen.size > 0 || chosenExit !== null : deed !== 'duplicate' || chosen.size > 0
      if (!deed || !hasWhat || (!canEdit && deed !== 'choose-all')) return
      event.preventDefault()
      if (deed === 'choose-all') state.choose([...keysOf(state.flow)])
      else if (deed === 'undo') store.undo()
      else if (deed === 'redo') store.redo()
      else if (deed === 'duplicate') state.duplicate()
      else if (chosenExit) state.disconnect(chosenExit)
      else state.remove(chosen)
    }
    function onCopy(event: ClipboardEvent): void {
      if (isElsewhere(event) || !isInDrawing(event) || hasSelectedText()) return
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

function isElsewhere(event: Event): boolean {
  if (event.defaultPrevented || isBehindDialog()) return true
  const element = event.target instanceof Element ? event.target : null
  return element?.closest('input, textarea, select, [contenteditable], dialog, [role="dialog"], [role="menu"]') != null
}

/** Whether the keyboard is in the drawing, or nowhere in particular. */
function isInDrawing({ target }: Event): boolean {
  return !(target instanceof Element) || target === document.body || target.closest('[data-drawing]') !== null
}

function hasSelectedText(): boolean {
  return (window.getSelection()?.toString() ?? '') !== ''
}
