import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { brought } from '../../reach/part.ts'
import { useEvents } from '../../events/use-events.tsx'
import type { Autosave } from './autosave.ts'
import { theirsToShow, type SetAside } from './company.ts'
import type { EditorStore } from './editor-store.ts'
import type { FlowServer } from './server.ts'

/** Milliseconds between two requests. */
const EVERY = 4_000

interface Company {
  readonly store: EditorStore
  readonly server: FlowServer
  readonly autosave: Autosave
  /** What the page was read with: the live version, those by whom the drawing is judged, and whether the flow was put aside. */
  readonly shown: Shown
  /** Another version is live now, or others judge. */
  onNews(): void
}

interface Shown {
  readonly live: number | null
  readonly around: string
  readonly aside: SetAside | null
}

/**
 * Knows who else has the flow open, and follows what they do: their saved drawing is shown while everything of ours is
 * saved, else our next save brings both together; and what they publish, who may ring, and whether they put the flow aside is
 * known at once.
 * @returns the names of the others, and whether the flow was put aside.
 */
export function useCompany({ store, server, autosave, shown, onNews }: Company) {
  const [others, setOthers] = useState<readonly string[]>([])
  const [aside, setAside] = useState(shown.aside)
  const told = useRef<Pick<Shown, 'live' | 'around'> | null>(null)

  const ask = useEffectEvent(async (): Promise<void> => {
    if (document.visibilityState === 'hidden') return
    const known = autosave.settled()
    const answer = await server.visit(known ?? '')
    if (!answer.ok) return
    setOthers((before) => (before.join() === answer.value.others.join() ? before : answer.value.others))
    const { live, around } = answer.value
    setAside((before) => (isAlike(before, answer.value.aside) ? before : answer.value.aside))
    if (isNews({ live, around }, shown) && (!told.current || isNews({ live, around }, told.current))) {
      if (answer.value.aside?.as === 'deleted') return // the page could not be read again
      onNews()
    }
    told.current = { live, around }
    const theirs = theirsToShow(answer.value, { known, now: autosave.settled() })
    if (!theirs) return
    const { follow } = await brought(() => import('./follow.ts'))
    if (autosave.settled() === known) follow({ store, autosave, theirs })
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
  useEvents({ onChanged: () => void ask(), onReload: () => void ask() })
  return { others, aside }
}

function isNews(now: Pick<Shown, 'live' | 'around'>, before: Pick<Shown, 'live' | 'around'>): boolean {
  return now.live !== before.live || now.around !== before.around
}

function isAlike(a: SetAside | null, b: SetAside | null): boolean {
  return a?.as === b?.as && a?.by === b?.by
}
