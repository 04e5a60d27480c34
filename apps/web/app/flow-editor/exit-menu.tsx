import { Menu, TextInput } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useRef, useState, type MouseEvent, type ReactElement } from 'react'
import { exitWords } from '#flows/exit-words.ts'
import type { FlowNode } from '#flows/flow.ts'
import type { AnyDefinition } from '#flows/node.ts'
import { definitions } from '#flows/nodes/definitions.ts'
import { mayLeadTo, nextOf, type ExitOf } from './drawing/drawing.ts'
import { useDeeds, useDrawn, useEditor } from './editor-context.ts'
import { focusBack } from './focus-back.ts'
import { NodeIcon } from './node-icon.tsx'

/** Menus stand beside what they belong to and within the page's landmark. */
export const MENUS = { target: '#editor-menus' } as const

/** Milliseconds until a closed menu is gone. */
const AFTER_CLOSING = 50

/** With more nodes to connect to than this, they can be searched. */
const MANY = 10

/** What can be done with an exit: a new node behind it, a connection to another, or none. The button is given. */
export function ExitMenu({ exit, children, onlyNew = false }: { readonly exit: ExitOf; readonly children: ReactElement; readonly onlyNew?: boolean }) {
  const [opened, setOpened] = useState(false)
  const { canEdit } = useEditor()
  const cameFrom = useRef<Element | null>(null)
  if (!canEdit) return null
  function change(next: boolean): void {
    if (next) cameFrom.current = document.activeElement
    setOpened(next)
    // the menu is taken away before it could do so itself
    if (!next) setTimeout(() => focusBack(cameFrom.current), AFTER_CLOSING)
  }
  return (
    <Menu opened={opened} onChange={change} position="right-start" portalProps={MENUS} withInitialFocusPlaceholder={false} shadow="md" width={260} transitionProps={{ duration: 0 }} closeOnItemClick>
      <Menu.Target>{children}</Menu.Target>
      {opened && <ExitChoices exit={exit} onlyNew={onlyNew} />}
    </Menu>
  )
}

/**
 * The choices of such a menu.
 * @param wish where on the canvas a new node goes; else where it reads well.
 */
export function ExitChoices({ exit, wish, onlyNew }: { readonly exit: ExitOf; readonly wish?: FlowNode['position']; readonly onlyNew: boolean }) {
  const flow = useDrawn((state) => state.flow)
  const { addAfter, connect, disconnect } = useDeeds()
  const [search, setSearch] = useState('')
  const now = nextOf(flow, exit)
  const kind = flow.nodes.find(({ id }) => id === exit.from)?.kind ?? ''
  const others = onlyNew ? [] : flow.nodes.filter((node) => mayLeadTo(flow, node.id))
  const found = others.filter(({ title }) => title.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <Menu.Dropdown mah="min(420px, 70dvh)" style={{ overflowY: 'auto' }} className="nowheel nodrag nopan nokey" onClick={staysHere}>
      <Menu.Label>Add after “{exitWords(kind, exit.exit)}”</Menu.Label>
      {addable.map((definition) => (
        <Menu.Item key={definition.kind} leftSection={<NodeIcon kind={definition.kind} />} onClick={() => addAfter(exit, definition.kind, wish)}>
          {definition.label}
        </Menu.Item>
      ))}
      {others.length > 0 && <Menu.Label>Connect to…</Menu.Label>}
      {others.length > MANY && <TextInput mx="xs" mb={4} size="xs" type="search" aria-label="Search nodes to connect to" placeholder="Search" value={search} onChange={(event) => setSearch(event.currentTarget.value)} />}
      {found.map((node) => (
        <Menu.Item key={node.id} leftSection={<NodeIcon kind={node.kind} />} disabled={node.id === now} onClick={() => connect(exit, node.id)}>
          <bdi>{node.title}</bdi>
        </Menu.Item>
      ))}
      {others.length > 0 && found.length === 0 && <Menu.Label>No node is called that.</Menu.Label>}
      {now !== null && (
        <>
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlugConnectedX size={18} stroke={1.75} aria-hidden />} onClick={() => disconnect(exit)}>
            Disconnect
          </Menu.Item>
        </>
      )}
    </Menu.Dropdown>
  )
}

const every: readonly AnyDefinition[] = Object.values<AnyDefinition>(definitions)

/** The menu stands elsewhere in the document and still inside the card: a click in it must not choose the card as well. */
export function staysHere(event: MouseEvent): void {
  event.stopPropagation()
}

/** The kinds that can stand behind an exit. */
export const addable = every.filter((definition) => definition.group !== 'start')
