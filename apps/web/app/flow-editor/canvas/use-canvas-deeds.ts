import {
  useReactFlow,
  type Connection,
  type Edge,
  type EdgeChange,
  type FinalConnectionState,
  type NodeChange,
} from '@xyflow/react'
import { useMemo, type Dispatch, type DragEvent, type RefObject, type SetStateAction } from 'react'
import { definitionOf, type FlowNode } from '#flows/language/flow.ts'
import { CARD } from '../drawing/card-size.ts'
import { mayLeadTo, type ExitOf } from '../drawing/drawing.ts'
import { cardAt, lineAt } from '../drawing/hit.ts'
import type { Point } from '../drawing/route.ts'
import { useEditor } from '../editor-context.ts'
import { DRAGGED_KIND, DRAGGED_NOTE, kindBeingDragged } from '../panels/palette.tsx'
import type { CanvasNode, Size } from './canvas-parts.ts'
import type { Dropped } from './drop-menu.tsx'
import type { FlowEdge } from './flow-edge.tsx'

export interface CanvasParts {
  readonly ground: RefObject<HTMLDivElement | null>
  /** The connections as they are drawn now. */
  readonly lines: RefObject<ReadonlyMap<string, FlowEdge>>
  readonly sizes: RefObject<ReadonlyMap<string, Size>>
  setDragged: Dispatch<SetStateAction<ReadonlyMap<string, Point>>>
  setSizes(measured: readonly (readonly [string, Size])[]): void
  setDropped(dropped: Dropped): void
  /** The connection onto which something being dragged over the canvas would be put. */
  setAimed(exit: ExitOf | null): void
}

/** What the mouse does on the canvas. It stays the same while the drawing changes, so the canvas is not told again. */
export function useCanvasDeeds({ ground, lines, sizes, setDragged, setSizes, setDropped, setAimed }: CanvasParts) {
  const { store } = useEditor()
  const { screenToFlowPosition } = useReactFlow()
  return useMemo(() => {
    const deeds = store.getState()

    function onNodesChange(changes: NodeChange<CanvasNode>[]): void {
      const measured = changes.flatMap((change) =>
        change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
      )
      if (measured.length > 0) setSizes(measured)
      const selections = changes.flatMap((change) => (change.type === 'select' ? [change] : []))
      if (selections.length > 0) {
        const next = new Set(store.getState().chosen)
        for (const { id, selected } of selections) {
          if (selected) next.add(id)
          else next.delete(id)
        }
        deeds.choose([...next])
      }
      const moves = changes.flatMap((change) =>
        change.type === 'position' && change.position
          ? [{ id: change.id, position: change.position, dragging: change.dragging ?? false }]
          : [],
      )
      if (moves.length === 0) return
      const places = new Map(
        moves.map(({ id, position }) => [id, { x: Math.round(position.x), y: Math.round(position.y) }]),
      )
      if (moves.some(({ dragging }) => dragging)) return setDragged((known) => new Map([...known, ...places]))
      setDragged(NO_DRAG)
      deeds.move(places)
    }

    function onEdgesChange(changes: EdgeChange<FlowEdge>[]): void {
      for (const change of changes) {
        if (change.type !== 'select') continue
        const exit = lines.current.get(change.id)?.data?.exit
        const { chosenExit: current } = store.getState()
        const isCurrent =
          current !== null && exit !== undefined && current.from === exit.from && current.exit === exit.exit
        if (change.selected && exit) deeds.chooseExit(exit)
        else if (!change.selected && isCurrent) deeds.chooseExit(null)
      }
    }

    function onConnect({ source, sourceHandle, target }: Connection): void {
      if (sourceHandle !== null) deeds.connect({ from: source, exit: sourceHandle }, target)
    }

    /** Let go on a card, a connection leads there; over nothing, it asks what should stand there. */
    function onConnectEnd(
      event: MouseEvent | TouchEvent,
      { fromNode, fromHandle, isValid }: FinalConnectionState,
    ): void {
      const pointer = 'changedTouches' in event ? event.changedTouches[0] : event
      const inside = ground.current?.getBoundingClientRect()
      if (isValid || !fromNode || fromHandle?.type !== 'source' || fromHandle.id == null || !pointer || !inside) return
      const exit = { from: fromNode.id, exit: fromHandle.id }
      const place = screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY }, { snapToGrid: false })
      const card = cardAt(store.getState().flow, place, sizes.current)
      if (card) {
        if (card.id !== fromNode.id) deeds.connect(exit, card.id) // on its own card it was only let go again
        return
      }
      setDropped({
        exit,
        at: { x: pointer.clientX - inside.x, y: pointer.clientY - inside.y },
        place: { x: place.x, y: place.y - CARD.head / 2 },
      })
    }

    function lineUnder(event: DragEvent): ExitOf | null {
      const kind = kindBeingDragged()
      if (kind === null || kind === DRAGGED_NOTE || definitionOf(kind)?.group === 'start') return null
      const place = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false })
      const ways = [...lines.current.values()].flatMap(({ data }) => data ?? [])
      return lineAt(ways, place)?.exit ?? null
    }

    function onDragOver(event: DragEvent): void {
      if (!event.dataTransfer.types.includes(DRAGGED_KIND)) return
      event.preventDefault()
      setAimed(lineUnder(event))
    }

    function onDrop(event: DragEvent): void {
      const kind = event.dataTransfer.getData(DRAGGED_KIND)
      setAimed(null)
      if (kind === '') return
      event.preventDefault()
      const place = screenToFlowPosition({ x: event.clientX - 60, y: event.clientY - 20 })
      const line = lineUnder(event)
      if (kind === DRAGGED_NOTE) deeds.addRemark(place)
      else if (line) deeds.addAfter(line, kind, place)
      else deeds.add(kind, place)
    }

    const onDragLeave = (): void => setAimed(null)
    const isValidConnection = ({ target }: Connection | Edge): boolean => mayLeadTo(store.getState().flow, target)
    return { onNodesChange, onEdgesChange, onConnect, onConnectEnd, onDragOver, onDragLeave, onDrop, isValidConnection }
  }, [ground, lines, screenToFlowPosition, setAimed, setDragged, setDropped, setSizes, sizes, store])
}

export const NO_DRAG: ReadonlyMap<string, FlowNode['position']> = new Map()
