import { ActionIcon } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { BaseEdge, EdgeLabelRenderer, type Edge, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { ExitOf } from '../drawing/drawing.ts'
import { pathOf, plusPlace, type Point } from '../drawing/route.ts'
import { useEditor } from '../editor-context.ts'
import { ExitMenu, staysHere } from '../exit-menu.tsx'
import styles from './canvas.module.css'

export type FlowEdge = Edge<
  { readonly exit: ExitOf; readonly words: string; readonly way: readonly Point[]; readonly isAimed: boolean },
  'flow'
>

/** A connection, with a "+" beside its exit that puts a node there. */
export const FlowEdgeLine = memo(function FlowEdgeLine({ id, data, markerEnd, selected }: EdgeProps<FlowEdge>) {
  const { canEdit } = useEditor()
  if (!data) return null
  const plus = plusPlace(data.way)
  return (
    <>
      <BaseEdge
        id={id}
        path={pathOf(data.way)}
        markerEnd={markerEnd ?? ''}
        interactionWidth={20}
        className={selected || data.isAimed ? `${styles.line} ${styles.chosenLine}` : `${styles.line}`}
      />
      {canEdit && (
        <EdgeLabelRenderer>
          <div
            className={`${styles.onLine} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${plus.x}px, ${plus.y}px)` }}
          >
            <ExitMenu exit={data.exit} onlyNew={!selected}>
              <ActionIcon
                className="nokey"
                onClick={staysHere}
                variant="default"
                size={24}
                radius="xl"
                aria-label={`Insert a node on ${data.words}`}
                title="Add a node here"
              >
                <IconPlus size={14} stroke={1.75} aria-hidden />
              </ActionIcon>
            </ExitMenu>
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
})
