import { useLocalStorage, useMediaQuery, useMounted } from '@mantine/hooks'
import { useCallback, useEffect } from 'react'
import { brought } from '../reach/part.ts'
import type { Direction } from './drawing/exit-place.ts'
import type { EditorStore } from './store/editor-store.ts'

export type View = 'canvas' | 'outline'

/** Canvas or outline, as this browser had it last; on a narrow screen the outline first. Unknown until the browser says. */
export function useView(): { readonly view: View | null; setView(view: View): void } {
  const isKnown = useMounted()
  const isNarrow = useMediaQuery('(max-width: 48em)')
  const [kept, setKept] = useLocalStorage<View | ''>({ key: 'flow-editor-view', defaultValue: '' })
  const view = !isKnown ? null : kept !== '' ? kept : isNarrow ? 'outline' : 'canvas'
  return { view, setView: setKept }
}

/** Keeps in this browser in which direction flows are laid out. @returns lays the flow out in a direction. */
export function useDirection(store: EditorStore): (direction: Direction) => void {
  const [kept, setKept] = useLocalStorage<Direction>({ key: 'flow-editor-direction', defaultValue: 'right' })
  useEffect(() => store.getState().face(kept === 'down' ? 'down' : 'right'), [kept, store])
  return useCallback(
    (direction) => {
      setKept(direction)
      void brought(() => import('./drawing/arrange.ts')).then(({ arrange }) =>
        store.getState().arrange(direction, arrange(store.getState().flow, direction)),
      )
    },
    [setKept, store],
  )
}
