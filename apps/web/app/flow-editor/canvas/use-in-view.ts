import { useReducedMotion } from '@mantine/hooks'
import { useReactFlow } from '@xyflow/react'
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import { CARD, cardBox, remarkBox, type Box } from '../drawing/card-size.ts'
import { remarkKey } from '../drawing/remarks.ts'
import { useDrawn, useEditor } from '../editor-context.ts'
import { PANELS } from '../panels/over-canvas.ts'
import { boxAround, fits, panToSee, type Room } from './pan-to-see.ts'

/** Brings what is chosen into view: just added, asked for, or with the settings beside the canvas taking its room. */
export function useInView(ground: RefObject<HTMLDivElement | null>): void {
  const { store } = useEditor()
  const { getViewport, setViewport, fitView } = useReactFlow()
  const duration = useReducedMotion() ? 0 : 150
  const added = useDrawn((state) => state.added)
  const asked = useDrawn((state) => state.asked.count)

  const justAdded = useRef<ReadonlySet<string> | null>(null)
  const goToChosen = useEffectEvent((): void => {
    if (!ground.current) return
    const covered = ground.current.clientWidth - roomOf(ground.current).width
    const nodes = [...store.getState().chosen].map((id) => ({ id }))
    void fitView({ nodes, maxZoom: 1, padding: { x: 0.4, y: 0.4, right: `${covered + 24}px` }, duration })
  })
  const seeChosen = useEffectEvent((): void => {
    const box = boxAround(chosenBoxes())
    if (!box || !ground.current) return
    const [viewport, room] = [getViewport(), roomOf(ground.current)]
    if (!fits(box, { zoom: viewport.zoom, room })) return goToChosen()
    const moved = panToSee(box, { viewport, room })
    if (moved) void setViewport(moved, { duration })
  })
  const onNarrower = useEffectEvent((): void => {
    const { chosen } = store.getState()
    if (chosen.size === 1 || chosen === justAdded.current) seeChosen()
  })

  function chosenBoxes(): readonly Box[] {
    const { chosen, flow } = store.getState()
    const cards = flow.nodes.filter(({ id }) => chosen.has(id)).map(cardBox)
    const notes = (flow.remarks ?? []).filter(({ id }) => chosen.has(remarkKey(id))).map(remarkBox)
    return [...cards, ...notes]
  }

  const seenAdded = useRef(added)
  useEffect(() => {
    if (added === seenAdded.current) return
    seenAdded.current = added
    justAdded.current = store.getState().chosen
    seeChosen()
  }, [added, store])

  const seenAsked = useRef(asked)
  useEffect(() => {
    if (asked === seenAsked.current) return
    seenAsked.current = asked
    goToChosen()
  }, [asked])

  useEffect(() => {
    const element = ground.current
    if (!element) return undefined
    let width = element.clientWidth
    const observer = new ResizeObserver(() => {
      const isNarrower = element.clientWidth < width
      width = element.clientWidth
      if (isNarrower) onNarrower()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [ground])
}

/** How much of the canvas is seen beside the settings, where they lie over it; all of it when they cover nearly everything. */
function roomOf({ clientWidth: width, clientHeight: height }: HTMLElement): Room {
  const beside = width - PANELS.settings
  return { width: window.matchMedia(PANELS.overCanvas).matches && beside >= CARD.width ? beside : width, height }
}
