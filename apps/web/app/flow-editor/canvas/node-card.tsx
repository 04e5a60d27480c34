import { ActionIcon } from '@mantine/core'
import { IconAlertTriangle, IconDots, IconNote, IconPlus } from '@tabler/icons-react'
import { Handle, Position, useUpdateNodeInternals, type Node, type NodeProps } from '@xyflow/react'
import { memo, useEffect, useRef } from 'react'
import { exitNames, exitWords } from '#flows/language/exits.ts'
import { definitionOf, type FlowNode } from '#flows/language/flow.ts'
import type { Entry } from '../drawing/exit-place.ts'
import { drawnExits, leaving } from '../drawing/lookup.ts'
import { isSameList, useDrawnAlike, useIssuesOf, useSummary } from '../editor-context.ts'
import { ExitMenu, staysHere } from '../exit-menu.tsx'
import { NodeIcon } from '../node-icon.tsx'
import styles from './canvas.module.css'

export type CardNode = Node<{ readonly node: FlowNode; readonly entry: Entry; readonly isLed: boolean }, 'card'>

/** A node of any kind, as its definition says: what it is called, what it does in one line, and its ways out. */
export const NodeCard = memo(function NodeCard({ data: { node, entry, isLed }, selected }: NodeProps<CardNode>) {
  const definition = definitionOf(node.kind)
  const summary = useSummary(node)
  const measureAnew = useUpdateNodeInternals()
  const places = [entry, ...exitNames(node)].join(' ')
  const measured = useRef(places)
  useEffect(() => {
    if (measured.current === places) return
    measured.current = places
    measureAnew(node.id) // the canvas looks for the entry and the exits where they were last
  }, [measureAnew, node.id, places])
  const issues = useIssuesOf(node.id)
  const worst = issues.some(({ severity }) => severity === 'error') ? 'error' : issues.length > 0 ? 'warning' : null
  return (
    <div
      className={styles.card}
      data-group={definition?.group ?? 'unknown'}
      data-selected={selected}
      data-trouble={worst}
    >
      {definition?.group !== 'start' && (
        <Handle
          type="target"
          id="in"
          position={entry === 'top' ? Position.Top : Position.Left}
          className={styles.entry}
          data-entry={entry}
          data-led={isLed}
          title={`Connect to ${node.title}`}
        />
      )}
      <div className={styles.head}>
        <span className={styles.icon}>
          <NodeIcon kind={node.kind} />
        </span>
        <span className={styles.title} title={node.title} dir="auto">
          {node.title}
        </span>
        {worst && (
          <span className={styles.alert} title={issues.map(({ message }) => message).join('\n')}>
            <IconAlertTriangle
              size={18}
              stroke={1.75}
              role="img"
              aria-label={worst === 'error' ? 'Has an error' : 'Has a warning'}
            />
          </span>
        )}
        <span className={styles.summary} title={summary} dir="auto">
          {summary}
        </span>
      </div>
      <Exits node={node} />
      {node.note && (
        <p className={styles.note} dir="auto">
          <IconNote size={16} stroke={1.75} role="img" aria-label="Note" /> {node.note}
        </p>
      )}
    </div>
  )
})

function Exits({ node }: { readonly node: FlowNode }) {
  const exits = useDrawnAlike(({ flow }) => drawnExits(flow, node), isSameList)
  const led = useDrawnAlike(({ flow }) => leaving(flow, node.id).map(({ exit }) => exit), isSameList)
  return (
    <ul className={styles.exits}>
      {exits.map((exit) => {
        const isOpen = !led.includes(exit)
        const words = exitWords(node, exit)
        return (
          <li key={exit} className={styles.exit} data-open={isOpen}>
            <span>{words}</span>
            <ExitMenu exit={{ from: node.id, exit }}>
              <ActionIcon
                className={`${styles.more} nodrag nopan nokey`}
                onClick={staysHere}
                variant={isOpen ? 'light' : 'subtle'}
                color={isOpen ? 'accent' : 'gray'}
                size={24}
                radius="xl"
                aria-label={isOpen ? `Add after “${words}” of ${node.title}` : `Change “${words}” of ${node.title}`}
                title={isOpen ? 'Add or connect' : 'Change where this leads'}
              >
                {isOpen ? (
                  <IconPlus size={16} stroke={1.75} aria-hidden />
                ) : (
                  <IconDots size={16} stroke={1.75} aria-hidden />
                )}
              </ActionIcon>
            </ExitMenu>
            <Handle
              type="source"
              id={exit}
              position={Position.Right}
              className={styles.out}
              title={`Draw a connection from “${words}” of ${node.title}`}
            />
          </li>
        )
      })}
    </ul>
  )
}
