import { useEffect, useMemo, useState } from 'react'
import { createAutosave, type Autosave, type SaveState } from './autosave.ts'
import type { EditorStore } from './editor-store.ts'
import type { FlowServer } from './server.ts'

/** Keeps what is drawn while the editor is open, and warns before the page is left with something unsaved. */
export function useSaving({ store, server, revision, canEdit }: { readonly store: EditorStore; readonly server: FlowServer; readonly revision: string; readonly canEdit: boolean }): { readonly autosave: Autosave; readonly save: SaveState } {
  const [save, setSave] = useState<SaveState>({ kind: 'saved' })
  const autosave = useMemo(() => {
    const after = (milliseconds: number, then: () => void) => {
      const timer = setTimeout(then, milliseconds)
      return () => clearTimeout(timer)
    }
    return createAutosave({ revision, quiet: 800, again: 5_000, send: (flow, base) => server.save(flow, base), onState: setSave, after })
    // `revision` is left out: it is the one with which the editor was opened, later ones are the autosave's own business
  }, [server])

  useEffect(() => {
    if (!canEdit) return undefined
    const stop = store.subscribe((now, before) => {
      if (now.flow !== before.flow) autosave.changed(now.flow)
    })
    return () => {
      stop()
      void autosave.flush().finally(() => autosave.stop())
    }
  }, [autosave, canEdit, store])

  useEffect(() => {
    const now = (): void => void autosave.flush() // back on the net, what waits is not kept waiting
    window.addEventListener('online', now)
    return () => window.removeEventListener('online', now)
  }, [autosave])

  useEffect(() => {
    if (save.kind === 'saved') return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [save.kind])

  return { autosave, save }
}
