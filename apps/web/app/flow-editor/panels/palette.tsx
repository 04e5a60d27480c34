import { ActionIcon, TextInput, Title, UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconNote, IconSearch } from '@tabler/icons-react'
import { useMediaQuery } from '@mantine/hooks'
import { useReactFlow } from '@xyflow/react'
import { memo, useState, type DragEvent } from 'react'
import type { FlowNode } from '#flows/language/flow.ts'
import type { AnyDefinition } from '#flows/language/node.ts'
import { addable, everyKind, foundKinds, hasEntry } from '../drawing/kinds.ts'
import { useDeeds, useDrawn, useEditor } from '../editor-context.ts'
import { NodeIcon } from '../node-icon.tsx'
import { PANELS } from './over-canvas.ts'
import styles from './panels.module.css'

/** The type under which a dragged kind travels. */
export const DRAGGED_KIND = 'application/x-ringdown-kind'
/** What travels for a free note, which is not a kind of node. */
export const DRAGGED_NOTE = 'free note'

/** In their order. */
const groups: Readonly<Record<AnyDefinition['group'], string>> = {
  start: 'Start',
  ways: 'Choose the way',
  people: 'Ring people',
  talk: 'Speak and listen',
  act: 'Do something',
  end: 'End',
}

/** What is being dragged out of the palette: while it is over the canvas, the browser tells nobody. */
let dragged: string | null = null

export function kindBeingDragged(): string | null {
  return dragged
}

/** Every node kind that can be added, to be dragged onto the canvas or added by a click. */
export const Palette = memo(function Palette({ onClose }: { readonly onClose: () => void }) {
  const [search, setSearch] = useState('')
  const { add, addRemark } = useDeeds()
  const place = useFreePlace()
  const isOverCanvas = useMediaQuery(PANELS.overCanvas)
  /** Adds by a click, then brings it into view. */
  function put(kind: string | null): void {
    if (kind === null) addRemark(place())
    else add(kind, place())
    if (isOverCanvas) onClose()
  }
  const isBegun = useDrawn(({ flow }) => hasEntry(flow))
  const isSearching = search.trim() !== ''
  const found = foundKinds(isBegun ? addable : everyKind, search)
  const shown = isSearching
    ? ([[found, 'Found']] as const)
    : Object.entries(groups).map(
        ([group, name]) => [found.filter((definition) => definition.group === group), name] as const,
      )
  return (
    <nav className={styles.palette} aria-label="Nodes to add">
      <div className={styles.panelHead}>
        <Title order={2} size="h3">
          Add a node
        </Title>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Hide the palette"
          title="Hide the palette"
          onClick={onClose}
        >
          <IconLayoutSidebarLeftCollapse size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <TextInput
        type="search"
        aria-label="Search nodes"
        placeholder="Search"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      />
      {shown.map(([kinds, name]) =>
        kinds.length === 0 ? null : (
          <section key={name} aria-label={name}>
            {!isSearching && <h3 className={styles.groupName}>{name}</h3>}
            {kinds.map((definition) => (
              <Kind key={definition.kind} definition={definition} onPut={() => put(definition.kind)} />
            ))}
          </section>
        ),
      )}
      {!isSearching && (
        <section aria-label="Notes">
          <h3 className={styles.groupName}>Notes</h3>
          <UnstyledButton
            className={styles.kind}
            {...dragging(DRAGGED_NOTE)}
            title="A note on the canvas. Callers never hear it."
            onClick={() => put(null)}
          >
            <IconNote size={18} stroke={1.75} aria-hidden />
            Note
          </UnstyledButton>
        </section>
      )}
      {found.length === 0 && <p className={styles.quiet}>No node has this name.</p>}
    </nav>
  )
})

function Kind({
  definition: { kind, label, help, group },
  onPut,
}: {
  readonly definition: AnyDefinition
  onPut(): void
}) {
  return (
    <UnstyledButton className={styles.kind} data-group={group} title={help} {...dragging(kind)} onClick={onPut}>
      <NodeIcon kind={kind} />
      {label}
    </UnstyledButton>
  )
}

function dragging(what: string) {
  return {
    draggable: true,
    onDragStart(event: DragEvent): void {
      dragged = what
      event.dataTransfer.setData(DRAGGED_KIND, what)
    },
    onDragEnd: () => void (dragged = null),
  }
}

/** Where a node added without saying where goes: the middle of what is seen, else right of everything. */
export function useFreePlace(): () => FlowNode['position'] {
  const { screenToFlowPosition } = useReactFlow()
  const { store } = useEditor()
  return () => {
    const seen = document.querySelector('.react-flow')?.getBoundingClientRect()
    if (seen) return screenToFlowPosition({ x: seen.x + seen.width / 2 - 120, y: seen.y + seen.height / 2 - 60 })
    return { x: Math.max(-336, ...store.getState().flow.nodes.map(({ position }) => position.x)) + 336, y: 0 }
  }
}
