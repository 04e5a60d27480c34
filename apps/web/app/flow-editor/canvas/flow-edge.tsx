import { ActionIcon } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type Edge, type EdgeProps } from '@xyflow/react'
import type { ExitOf } from '../drawing/drawing.ts'
import { useEditor } from '../editor-context.ts'
import { ExitMenu, staysHere } from '../exit-menu.tsx'
import styles from './canvas.module.css'

export type FlowEdge = Edge<{ readonly exit: ExitOf; readonly words: string }, 'flow'>

/** A connection, with a "+" in its middle that puts a node there. */
export function FlowEdgeLine({ id, data, markerEnd, selected, ...ends }: EdgeProps<FlowEdge>) {
  const { canEdit } = useEditor()
  const [path, x, y] = getSmoothStepPath({ ...ends, borderRadius: 12, offset: 28 })
  return (
    <>
      <BaseEdge id={id} path={path} markerEnd={markerEnd ?? ''} interactionWidth={24} className={selected ? `${styles.line} ${styles.chosenLine}` : `${styles.line}`} />
      {data && canEdit && (
        <EdgeLabelRenderer>
          <div className={`${styles.onLine} nodrag nopan`} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
            <ExitMenu exit={data.exit} onlyNew={!selected}>
              <ActionIcon className="nokey" onClick={staysHere} variant="default" size={24} radius="xl" aria-label={`Put a node onto ${data.words}`} title="Put a node here">
                <IconPlus size={14} stroke={1.75} aria-hidden />
              </ActionIcon>
            </ExitMenu>
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
}
