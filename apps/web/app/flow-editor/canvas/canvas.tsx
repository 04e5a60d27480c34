import '@xyflow/react/dist/base.css'
import { useComputedColorScheme } from '@mantine/core'
import { Background, BackgroundVariant, ConnectionLineType, Controls, MarkerType, MiniMap, ReactFlow, useReactFlow, useStore, type Connection, type EdgeChange, type FinalConnectionState, type NodeChange } from '@xyflow/react'
import { useMemo, useRef, useState, type DragEvent } from 'react'
import type { FlowNode } from '#flows/flow.ts'
import { CARD } from '../drawing/card-size.ts'
import { mayLeadTo } from '../drawing/drawing.ts'
import { useDeeds, useDrawn, useEditor } from '../editor-context.ts'
import { DRAGGED_KIND, DRAGGED_NOTE } from '../panels/palette.tsx'
import { canvasEdges, canvasNodes, type CanvasNode } from './canvas-parts.ts'
import styles from './canvas.module.css'
import { DropMenu, type Dropped } from './drop-menu.tsx'
import { FlowEdgeLine, type FlowEdge } from './flow-edge.tsx'
import { NodeCard } from './node-card.tsx'
import { RemarkCard } from './remark-card.tsx'
import { useInView } from './use-in-view.ts'

const nodeTypes = { card: NodeCard, remark: RemarkCard }
const edgeTypes = { flow: FlowEdgeLine }
const noDrag: ReadonlyMap<string, FlowNode['position']> = new Map()
/** Small drawings are not blown up to fill the canvas. */
const WHOLE = { maxZoom: 1, padding: 0.15 }
const edgeOptions = { markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 } }
/** Below this zoom a card shows only its icon and title. */
const FAR = 0.5
/** So many nodes are overlooked without a map. */
const FEW = 6

/** The drawing as cards and lines. It shows the store and tells it what was done; nothing is kept here but sizes and a drag. */
export default function Canvas() {
  const { canEdit, store, names, numbers } = useEditor()
  const flow = useDrawn((state) => state.flow)
  const chosen = useDrawn((state) => state.chosen)
  const chosenExit = useDrawn((state) => state.chosenExit)
  const direction = useDrawn((state) => state.direction)
  const deeds = useDeeds()
  const scheme = useComputedColorScheme('light')
  const [dragged, setDragged] = useState(noDrag)
  const [sizes, setSizes] = useState<ReadonlyMap<string, { width: number; height: number }>>(new Map())
  const [dropped, setDropped] = useState<Dropped | null>(null)
  const ground = useRef<HTMLDivElement>(null)
  const before = useRef<ReadonlyMap<string, CanvasNode>>(new Map())
  const nodes = useMemo(() => {
    before.current = canvasNodes(flow, { chosen, dragged, sizes, direction, named: { names, numbers } }, before.current)
    return [...before.current.values()]
  }, [flow, chosen, dragged, sizes, direction, names, numbers])
  const linesBefore = useRef<ReadonlyMap<string, FlowEdge>>(new Map())
  const edges = useMemo(() => {
    linesBefore.current = canvasEdges(flow, { chosenExit, direction, dragged }, linesBefore.current)
    return [...linesBefore.current.values()]
  }, [flow, chosenExit, direction, dragged])
  const far = useStore((state) => state.transform[2] < FAR)
  const { screenToFlowPosition } = useReactFlow()
  useInView(ground)

  function onNodesChange(changes: NodeChange<CanvasNode>[]): void {
    const measured = changes.flatMap((change) => (change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : []))
    if (measured.length > 0) setSizes((known) => new Map([...known, ...measured]))
    const selections = changes.flatMap((change) => (change.type === 'select' ? [change] : []))
    if (selections.length > 0) {
      const next = new Set(store.getState().chosen)
      for (const { id, selected } of selections) {
        if (selected) next.add(id)
        else next.delete(id)
      }
      deeds.choose([...next])
    }
    const moves = changes.flatMap((change) => (change.type === 'position' && change.position ? [{ id: change.id, position: change.position, dragging: change.dragging ?? false }] : []))
    if (moves.length === 0) return
    const places = new Map(moves.map(({ id, position }) => [id, { x: Math.round(position.x), y: Math.round(position.y) }]))
    if (moves.some(({ dragging }) => dragging)) return setDragged((known) => new Map([...known, ...places]))
    setDragged(noDrag)
    deeds.move(places)
  }

  function onEdgesChange(changes: EdgeChange<FlowEdge>[]): void {
    for (const change of changes) {
      if (change.type !== 'select') continue
      const exit = edges.find(({ id }) => id === change.id)?.data?.exit
      const { chosenExit: current } = store.getState()
      const isCurrent = current !== null && exit !== undefined && current.from === exit.from && current.exit === exit.exit
      if (change.selected && exit) deeds.chooseExit(exit)
      else if (!change.selected && isCurrent) deeds.chooseExit(null)
    }
  }

  function onConnect({ source, sourceHandle, target }: Connection): void {
    if (sourceHandle !== null) deeds.connect({ from: source, exit: sourceHandle }, target)
  }

  /** Let go over nothing, a connection asks what should stand there. */
  function onConnectEnd(event: MouseEvent | TouchEvent, { fromNode, fromHandle, toNode }: FinalConnectionState): void {
    const pointer = 'changedTouches' in event ? event.changedTouches[0] : event
    const inside = ground.current?.getBoundingClientRect()
    if (toNode || !fromNode || fromHandle?.type !== 'source' || fromHandle.id == null || !pointer || !inside) return
    const place = screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY })
    setDropped({ exit: { from: fromNode.id, exit: fromHandle.id }, at: { x: pointer.clientX - inside.x, y: pointer.clientY - inside.y }, place: { x: place.x, y: place.y - CARD.head / 2 } })
  }

  function onDrop(event: DragEvent): void {
    const kind = event.dataTransfer.getData(DRAGGED_KIND)
    if (kind === '') return
    event.preventDefault()
    const place = screenToFlowPosition({ x: event.clientX - 60, y: event.clientY - 20 })
    if (kind === DRAGGED_NOTE) deeds.addRemark(place)
    else deeds.add(kind, place)
  }

  return (
    <div ref={ground} className={styles.canvas} data-far={far}>
      <ReactFlow<CanvasNode, FlowEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        defaultEdgeOptions={edgeOptions}
        defaultMarkerColor={null}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        isValidConnection={({ target }) => mayLeadTo(flow, target)}
        connectionLineType={ConnectionLineType.SmoothStep}
        connectionRadius={32}
        onDragOver={(event) => event.dataTransfer.types.includes(DRAGGED_KIND) && event.preventDefault()}
        onDrop={onDrop}
        nodesDraggable={canEdit}
        nodesConnectable={canEdit}
        edgesReconnectable={false}
        deleteKeyCode={null}
        snapToGrid
        snapGrid={[8, 8]}
        minZoom={0.1}
        maxZoom={1.6}
        fitView
        fitViewOptions={WHOLE}
        colorMode={scheme}
        ariaLabelConfig={{ 'node.a11yDescription.default': 'Press Enter to choose the node. Its settings appear beside the canvas.', 'node.a11yDescription.keyboardDisabled': 'Press Enter to choose the node, then the arrow keys to move it.' }}
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1.5} />
        <Controls showInteractive={false} fitViewOptions={WHOLE} />
        {flow.nodes.length > FEW && <MiniMap pannable zoomable ariaLabel="Small map of the flow" className={styles.map ?? ''} nodeBorderRadius={8} />}
      </ReactFlow>
      {dropped && <DropMenu dropped={dropped} onClose={() => setDropped(null)} />}
    </div>
  )
}
