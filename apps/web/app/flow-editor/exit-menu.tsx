import { Menu, TextInput } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useRef, useState, type MouseEvent, type ReactElement } from 'react'
import { exitWords } from '#flows/language/exits.ts'
import type { FlowNode } from '#flows/language/flow.ts'
import { mayLeadTo, nextOf, type ExitOf } from './drawing/drawing.ts'
import { addable, folded, foundKinds } from './drawing/kinds.ts'
import { nodeOf } from './drawing/lookup.ts'
import { useDeeds, useDrawn, useEditor } from './editor-context.ts'
import { focusBack } from './focus-back.ts'
import { NodeIcon } from './node-icon.tsx'

/**
 * How the editor's menus stand: beside what they belong to, above or below it where there is no room beside, never cut off
 * by the edge of the editor, and within the page's landmark.
 */
export const MENU = {
  portalProps: { target: '#editor-menus' },
  withInitialFocusPlaceholder: false,
  shadow: 'md',
  transitionProps: { duration: 0 },
  middlewares: {
    flip: { padding: 8, fallbackAxisSideDirection: 'start' },
    shift: { padding: 8, crossAxis: true },
    size: {
      padding: 8,
      apply({ availableWidth, availableHeight, elements }: Room): void {
        Object.assign(elements.floating.style, {
          maxWidth: `${availableWidth}px`,
          maxHeight: `${Math.min(HIGHEST, availableHeight)}px`,
        })
      },
    },
  },
} as const

interface Room {
  readonly availableWidth: number
  readonly availableHeight: number
  readonly elements: { readonly floating: HTMLElement }
}

/** Of a menu, in pixels: what is below it is scrolled to. */
const HIGHEST = 420

/** Milliseconds until a closed menu is gone. */
const AFTER_CLOSING = 50

/** With more nodes to connect to than this, the menu can be searched. */
const MANY = 10

/** What can be done with an exit: a new node behind it, a connection to another, or none. The button is given. */
export function ExitMenu({
  exit,
  children,
  onlyNew = false,
}: {
  readonly exit: ExitOf
  readonly children: ReactElement
  readonly onlyNew?: boolean
}) {
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
    <Menu {...MENU} opened={opened} onChange={change} position="right-start" width={260} closeOnItemClick>
      <Menu.Target>{children}</Menu.Target>
      {opened && <ExitChoices exit={exit} onlyNew={onlyNew} />}
    </Menu>
  )
}

/**
 * The choices of such a menu.
 * @param wish where on the canvas a new node goes; else where it reads well.
 */
export function ExitChoices({
  exit,
  wish,
  onlyNew,
}: {
  readonly exit: ExitOf
  readonly wish?: FlowNode['position']
  readonly onlyNew: boolean
}) {
  const flow = useDrawn((state) => state.flow)
  const { addAfter, connect, disconnect } = useDeeds()
  const [search, setSearch] = useState('')
  const now = nextOf(flow, exit)
  const from = nodeOf(flow, exit.from)
  const others = onlyNew ? [] : flow.nodes.filter((node) => mayLeadTo(flow, node.id))
  const kinds = foundKinds(addable, search)
  const found = others.filter(({ title }) => folded(title).includes(folded(search)))
  return (
    <Menu.Dropdown style={{ overflowY: 'auto' }} className="nowheel nodrag nopan nokey" onClick={staysHere}>
      {others.length > MANY && (
        <TextInput
          m="xs"
          size="xs"
          type="search"
          aria-label="Search nodes to add or connect to"
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {kinds.length > 0 && <Menu.Label>Add after “{exitWords(from, exit.exit)}”</Menu.Label>}
      {kinds.map((definition) => (
        <Menu.Item
          key={definition.kind}
          leftSection={<NodeIcon kind={definition.kind} />}
          onClick={() => addAfter(exit, definition.kind, wish)}
        >
          {definition.label}
        </Menu.Item>
      ))}
      {found.length > 0 && <Menu.Label>Connect to…</Menu.Label>}
      {found.map((node) => (
        <Menu.Item
          key={node.id}
          leftSection={<NodeIcon kind={node.kind} />}
          disabled={node.id === now}
          onClick={() => connect(exit, node.id)}
        >
          <bdi>{node.title}</bdi>
        </Menu.Item>
      ))}
      {kinds.length + found.length === 0 && <Menu.Label>No node has this name.</Menu.Label>}
      {now !== null && (
        <>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconPlugConnectedX size={18} stroke={1.75} aria-hidden />}
            onClick={() => disconnect(exit)}
          >
            Disconnect
          </Menu.Item>
        </>
      )}
    </Menu.Dropdown>
  )
}

/** The menu stands elsewhere in the document and still inside the card: a click in it must not choose the card as well. */
export function staysHere(event: MouseEvent): void {
  event.stopPropagation()
}
