import { useEffect, useMemo, useRef, useState } from 'react'
import { brought } from '../../reach/part.ts'
import { createAutosave, type Autosave, type SaveState, type Standing } from './autosave.ts'
import type { EditorStore } from './editor-store.ts'
import { draftShelf, type WhoseDraft } from './draft-shelf.ts'
import type { FlowServer } from './server.ts'

/** Milliseconds after a change until it is kept in this browser. */
const KEEP = 200

interface SavingOptions {
  readonly store: EditorStore
  readonly server: FlowServer
  readonly opened: Standing
  readonly canEdit: boolean
  readonly whose: Omit<WhoseDraft, 'visit'>
}

export interface Saving {
  readonly autosave: Autosave
  readonly save: SaveState
  /** Whether what is not saved is kept in this browser. */
  readonly isKept: boolean
}

/**
 * Saves what is drawn while the editor is open, and keeps it in this browser until the server has it: what an earlier
 * visit could not save is drawn again and sent. Warns before the page is closed with something unsaved.
 */
export function useSaving({ store, server, opened, canEdit, whose }: SavingOptions): Saving {
  const [save, setSave] = useState<SaveState>({ kind: 'saved' })
  const [isKept, setKept] = useState(true)
  const keepNow = useRef<() => boolean>(() => true)
  const autosave = useMemo(
    (): Autosave => {
      const made = createAutosave({
        standing: opened,
        quiet: 800,
        again: 5_000,
        send: (flow, base) => server.save(flow, base),
        merge: async (theirs) =>
          (await brought(() => import('./follow.ts'))).follow({ store, autosave: made, theirs }) === 'done',
        onState(next) {
          if (next.kind !== 'saving') keepNow.current()
          setSave((now) => (now.kind === next.kind && (next.kind === 'saving' || next.kind === 'saved') ? now : next))
        },
        after,
      })
      return made
    },
    // `opened` is left out: it is the draft with which the editor was opened, later ones are the autosave's own business
    [server, store],
  )
  const { organisation, member, flow } = whose

  useEffect(() => {
    if (!canEdit) return undefined
    const shelf = draftShelf(browserStorage(), { organisation, member, flow, visit: newVisit() })
    let stopKeeping = (): void => undefined
    keepNow.current = () => {
      stopKeeping()
      const drawn = autosave.unsaved()
      const isGood = !drawn || shelf.keep({ base: autosave.base(), drawn })
      if (!drawn) shelf.forget()
      setKept(isGood)
      return isGood
    }
    const keep = (): void => void keepNow.current()
    const stop = store.subscribe((now, before) => {
      if (now.flow === before.flow) return
      autosave.changed(now.flow)
      stopKeeping()
      stopKeeping = after(KEEP, keep)
    })
    const left = shelf.left()
    if (left.length > 0)
      void brought(() => import('./take-up.ts')).then(({ takeUp }) =>
        takeUp(left, { store, autosave, keep: () => keepNow.current() }),
      )
    document.addEventListener('visibilitychange', keep)
    window.addEventListener('pagehide', keep)
    return () => {
      stop()
      keep() // before it is sent: the page may be gone before the answer comes, which then takes it out
      document.removeEventListener('visibilitychange', keep)
      window.removeEventListener('pagehide', keep)
      void autosave.flush().finally(() => autosave.stop())
    }
  }, [autosave, canEdit, flow, member, organisation, store])

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

  return { autosave, save, isKept }
}

function after(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds)
  return () => clearTimeout(timer)
}

/** Null where the browser keeps nothing for pages. */
function browserStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

function newVisit(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`
}
