import '@xyflow/react/dist/base.css'
import { useComputedColorScheme } from '@mantine/core'
import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  Controls,
  MarkerType,
  MiniMap,
  ReactFlow,
  useStore,
  type DefaultEdgeOptions,
} from '@xyflow/react'
import { memo, useCallback, useMemo, useRef, useState } from 'react'
import type { ExitOf } from '../drawing/drawing.ts'
import { useDrawn, useEditor } from '../editor-context.ts'
import { canvasEdges, canvasNodes, type CanvasNode, type Size } from './canvas-parts.ts'
import styles from './canvas.module.css'
import { DropMenu, type Dropped } from './drop-menu.tsx'
import { FlowEdgeLine, type FlowEdge } from './flow-edge.tsx'
import { NodeCard } from './node-card.tsx'
import { RemarkCard } from './remark-card.tsx'
import { NO_DRAG, useCanvasDeeds } from './use-canvas-deeds.ts'
import { useInView } from './use-in-view.ts'

const nodeTypes = { card: NodeCard, remark: RemarkCard }
const edgeTypes = { flow: FlowEdgeLine }
/** Small drawings are not blown up to fill the canvas. */
const WHOLE = { maxZoom: 1, padding: 0.15 }
const edgeOptions: DefaultEdgeOptions = { markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 } }
const GRID: [number, number] = [8, 8]
const WORDS = {
  'node.a11yDescription.default': 'Press Enter to select the node. Its settings appear beside the canvas.',
  'node.a11yDescription.keyboardDisabled': 'Press Enter to select the node, then the arrow keys to move it.',
}
/** Below this zoom a card shows only its icon and title. */
const FAR = 0.5
/** Up to this many nodes can be surveyed without a map. */
const FEW = 6

/** The drawing as cards and lines. It shows the store and tells it what was done; nothing is kept here but sizes and a drag. */
export default function Canvas() {
  const { names, numbers } = useEditor()
  const flow = useDrawn((state) => state.flow)
  const chosen = useDrawn((state) => state.chosen)
  const chosenExit = useDrawn((state) => state.chosenExit)
  const direction = useDrawn((state) => state.direction)
  const [dragged, setDragged] = useState(NO_DRAG)
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map())
  const [aimed, setAimed] = useState<ExitOf | null>(null)
  const [dropped, setDropped] = useState<Dropped | null>(null)
  const ground = useRef<HTMLDivElement>(null)
  const before = useRef<ReadonlyMap<string, CanvasNode>>(new Map())
  const nodes = useMemo(() => {
    const next = canvasNodes(flow, { chosen, dragged, sizes, direction, named: { names, numbers } }, before.current)
    return [...(before.current = next).values()]
  }, [flow, chosen, dragged, sizes, direction, names, numbers])
  const lines = useRef<ReadonlyMap<string, FlowEdge>>(new Map())
  const edges = useMemo(() => {
    const next = canvasEdges(flow, { chosenExit, aimed, direction, dragged }, lines.current)
    return [...(lines.current = next).values()]
  }, [flow, chosenExit, aimed, direction, dragged])
  const shownEdges = useSame(edges)
  const far = useStore((state) => state.transform[2] < FAR)
  const known = useRef(sizes)
  known.current = sizes
  const measured = useCallback(
    (some: readonly (readonly [string, Size])[]) => setSizes((now) => new Map([...now, ...some])),
    [],
  )
  const aim = useCallback(
    (exit: ExitOf | null) => setAimed((now) => (now?.from === exit?.from && now?.exit === exit?.exit ? now : exit)),
    [],
  )
  const deeds = useCanvasDeeds({
    ground,
    lines,
    sizes: known,
    setDragged,
    setSizes: measured,
    setDropped,
    setAimed: aim,
  })
  useInView(ground)

  return (
    <div ref={ground} className={styles.canvas} data-far={far}>
      <Surface nodes={useSame(nodes)} edges={shownEdges} deeds={deeds} hasMap={flow.nodes.length > FEW} />
      {dropped && <DropMenu dropped={dropped} onClose={() => setDropped(null)} />}
    </div>
  )
}

interface SurfaceProps {
  readonly nodes: CanvasNode[]
  readonly edges: FlowEdge[]
  readonly deeds: ReturnType<typeof useCanvasDeeds>
  readonly hasMap: boolean
}

const Surface = memo(function Surface({ nodes, edges, deeds, hasMap }: SurfaceProps) {
  const { canEdit } = useEditor()
  const scheme = useComputedColorScheme('light')
  return (
    <ReactFlow<CanvasNode, FlowEdge>
      nodes={nodes}
      edges={edges}
      {...deeds}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      defaultEdgeOptions={edgeOptions}
      defaultMarkerColor={null}
      connectionLineType={ConnectionLineType.SmoothStep}
      connectionRadius={32}
      nodesDraggable={canEdit}
      nodesConnectable={canEdit}
      edgesReconnectable={false}
      deleteKeyCode={null}
      snapToGrid
      snapGrid={GRID}
      minZoom={0.1}
      maxZoom={1.6}
      fitView
      fitViewOptions={WHOLE}
      colorMode={scheme}
      ariaLabelConfig={WORDS}
    >
      <Background variant={BackgroundVariant.Dots} gap={16} size={1.5} />
      <Controls showInteractive={false} fitViewOptions={WHOLE} />
      {hasMap && (
        <MiniMap pannable zoomable ariaLabel="Minimap of the flow" className={styles.map ?? ''} nodeBorderRadius={8} />
      )}
    </ReactFlow>
  )
})

/** The previous list while it holds the same things, so that whoever is given it need not look. */
function useSame<Thing>(list: Thing[]): Thing[] {
  const last = useRef(list)
  if (list.length !== last.current.length || list.some((thing, index) => thing !== last.current[index]))
    last.current = list
  return last.current
}
