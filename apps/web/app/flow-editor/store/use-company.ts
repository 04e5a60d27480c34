import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { readFlow } from '#flows/flow.ts'
import { useEvents } from '../../shared/use-events.tsx'
import type { Autosave } from './autosave.ts'
import { theirsToShow } from './company.ts'
import type { EditorStore } from './editor-store.ts'
import type { FlowServer } from './server.ts'

/** Milliseconds between two questions. */
const EVERY = 4_000

interface Company {
  readonly store: EditorStore
  readonly server: FlowServer
  readonly autosave: Autosave
  /** The version that is shown as live. */
  readonly live: number | null
  /** Another version is live now. */
  onPublished(): void
}

/**
 * Knows who else has the flow open, and follows what they do: their saved drawing is shown as soon as nothing of ours
 * would be lost by it, and what they publish is known at once.
 * @returns the names of the others.
 */
export function useCompany({ store, server, autosave, live, onPublished }: Company): readonly string[] {
  const [others, setOthers] = useState<readonly string[]>([])
  const told = useRef<number | null>(null)

  const ask = useEffectEvent(async (): Promise<void> => {
    if (document.visibilityState === 'hidden') return
    const known = autosave.settled()
    const answer = await server.visit(known ?? '')
    if (!answer.ok) return
    setOthers((before) => (before.join() === answer.value.others.join() ? before : answer.value.others))
    if (answer.value.live !== live && answer.value.live !== told.current) onPublished()
    told.current = answer.value.live
    const theirs = theirsToShow(answer.value, { known, now: autosave.settled() })
    if (!theirs) return
    const read = readFlow(theirs.document)
    if (!read.ok) return
    store.follow(read.flow, `${theirs.savedBy ?? 'Somebody else'} changed the flow.`)
    autosave.rebase(theirs.revision) // it is saved already
  })
  const leave = useEffectEvent(() => server.leave())

  useEffect(() => {
    const now = (): void => void ask()
    const soon = setTimeout(now, 500)
    const timer = setInterval(now, EVERY)
    const gone = (): void => leave()
    document.addEventListener('visibilitychange', now)
    window.addEventListener('pagehide', gone)
    return () => {
      clearTimeout(soon)
      clearInterval(timer)
      document.removeEventListener('visibilitychange', now)
      window.removeEventListener('pagehide', gone)
      leave()
    }
  }, [])
  useEvents({ onEvent: () => undefined, onChanged: () => void ask(), onReload: () => void ask() })
  return others
}
