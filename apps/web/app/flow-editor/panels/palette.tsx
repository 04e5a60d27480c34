import { ActionIcon, TextInput, Title, UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconNote, IconSearch } from '@tabler/icons-react'
import { useMediaQuery } from '@mantine/hooks'
import { useReactFlow } from '@xyflow/react'
import { useState } from 'react'
import type { FlowNode } from '#flows/flow.ts'
import type { AnyDefinition } from '#flows/node.ts'
import { definitions } from '#flows/nodes/definitions.ts'
import { useDeeds, useEditor } from '../editor-context.ts'
import { NodeIcon } from '../node-icon.tsx'
import { PANELS } from './over-canvas.ts'
import styles from './panels.module.css'

/** The type under which a dragged kind travels. */
export const DRAGGED_KIND = 'application/x-ringdown-kind'
/** What travels for a free note, which is no kind of node. */
export const DRAGGED_NOTE = 'free note'

const every: readonly AnyDefinition[] = Object.values<AnyDefinition>(definitions)
const groups: readonly (readonly [AnyDefinition['group'], string])[] = [
  ['start', 'Begin'],
  ['people', 'Ring people'],
  ['talk', 'Speak and listen'],
  ['end', 'End'],
]

/** Every node kind, to be dragged onto the canvas or added by a click. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [search, setSearch] = useState('')
  const { add, addRemark } = useDeeds()
  const place = useFreePlace()
  const isOverCanvas = useMediaQuery(PANELS.overCanvas)
  /** Adds by a click, and then lets it be seen. */
  function put(kind: string | null): void {
    if (kind === null) addRemark(place())
    else add(kind, place())
    if (isOverCanvas) onClose()
  }
  const found = every.filter(({ label, help }) => `${label} ${help}`.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <nav className={styles.palette} aria-label="Nodes to add">
      <div className={styles.panelHead}>
        <Title order={2} size="h3">
          Add a node
        </Title>
        <ActionIcon variant="subtle" color="gray" aria-label="Hide the palette" title="Hide the palette" onClick={onClose}>
          <IconLayoutSidebarLeftCollapse size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <TextInput type="search" aria-label="Search nodes" placeholder="Search" value={search} onChange={(event) => setSearch(event.currentTarget.value)} leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />} />
      {groups.map(([group, name]) => {
        const kinds = found.filter((definition) => definition.group === group)
        return kinds.length === 0 ? null : (
          <section key={group} aria-label={name}>
            <h3 className={styles.groupName}>{name}</h3>
            {kinds.map(({ kind, label, help }) => (
              <UnstyledButton key={kind} className={styles.kind} data-group={group} draggable title={help} onDragStart={(event) => event.dataTransfer.setData(DRAGGED_KIND, kind)} onClick={() => put(kind)}>
                <NodeIcon kind={kind} />
                {label}
              </UnstyledButton>
            ))}
          </section>
        )
      })}
      {search.trim() === '' && (
        <section aria-label="For those who draw">
          <h3 className={styles.groupName}>For those who draw</h3>
          <UnstyledButton className={styles.kind} draggable title="A note on the canvas; callers never hear it." onDragStart={(event) => event.dataTransfer.setData(DRAGGED_KIND, DRAGGED_NOTE)} onClick={() => put(null)}>
            <IconNote size={18} stroke={1.75} aria-hidden />
            Note
          </UnstyledButton>
        </section>
      )}
      {found.length === 0 && <p className={styles.quiet}>No node is called that.</p>}
    </nav>
  )
}

/** Where a node goes that is added without saying where: the middle of what is seen, else right of everything. */
export function useFreePlace(): () => FlowNode['position'] {
  const { screenToFlowPosition } = useReactFlow()
  const { store } = useEditor()
  return () => {
    const seen = document.querySelector('.react-flow')?.getBoundingClientRect()
    if (seen) return screenToFlowPosition({ x: seen.x + seen.width / 2 - 120, y: seen.y + seen.height / 2 - 60 })
    return { x: Math.max(-336, ...store.getState().flow.nodes.map(({ position }) => position.x)) + 336, y: 0 }
  }
}
