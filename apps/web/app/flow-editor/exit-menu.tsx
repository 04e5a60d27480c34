import { Menu } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useState, type MouseEvent, type ReactElement } from 'react'
import type { AnyDefinition } from '#flows/node.ts'
import { definitions } from '#flows/nodes/definitions.ts'
import { mayLeadTo, nextOf, type ExitOf } from './drawing/drawing.ts'
import { useDeeds, useDrawn, useEditor } from './editor-context.ts'
import { NodeIcon } from './node-icon.tsx'
import { exitWords } from './words/exit-words.ts'

/** What can be done with an exit: a new node behind it, a connection to another, or none. The button is given. */
export function ExitMenu({ exit, children, onlyNew = false }: { readonly exit: ExitOf; readonly children: ReactElement; readonly onlyNew?: boolean }) {
  const [opened, setOpened] = useState(false)
  const { canEdit } = useEditor()
  if (!canEdit) return null
  return (
    <Menu opened={opened} onChange={setOpened} position="right-start" withinPortal shadow="md" width={260} transitionProps={{ duration: 0 }} closeOnItemClick>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown mah="min(420px, 70dvh)" style={{ overflowY: 'auto' }} className="nowheel nodrag nopan nokey" onClick={staysHere}>
        {opened && <Choices exit={exit} onlyNew={onlyNew} />}
      </Menu.Dropdown>
    </Menu>
  )
}

function Choices({ exit, onlyNew }: { readonly exit: ExitOf; readonly onlyNew: boolean }) {
  const flow = useDrawn((state) => state.flow)
  const { addAfter, connect, disconnect } = useDeeds()
  const now = nextOf(flow, exit)
  const others = flow.nodes.filter((node) => mayLeadTo(flow, node.id))
  return (
    <>
      <Menu.Label>Add behind “{exitWords(exit.exit)}”</Menu.Label>
      {addable.map(({ kind, label }) => (
        <Menu.Item key={kind} leftSection={<NodeIcon kind={kind} />} onClick={() => addAfter(exit, kind)}>
          {label}
        </Menu.Item>
      ))}
      {!onlyNew && others.length > 0 && <Menu.Label>Connect to…</Menu.Label>}
      {!onlyNew &&
        others.map((node) => (
          <Menu.Item key={node.id} leftSection={<NodeIcon kind={node.kind} />} disabled={node.id === now} onClick={() => connect(exit, node.id)}>
            {node.title}
          </Menu.Item>
        ))}
      {now !== null && (
        <>
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlugConnectedX size={18} stroke={1.75} aria-hidden />} onClick={() => disconnect(exit)}>
            Disconnect
          </Menu.Item>
        </>
      )}
    </>
  )
}

const every: readonly AnyDefinition[] = Object.values<AnyDefinition>(definitions)

/** The menu stands elsewhere in the document and still inside the card: a click in it must not choose the card as well. */
export function staysHere(event: MouseEvent): void {
  event.stopPropagation()
}

/** The kinds that can stand behind an exit. */
export const addable = every.filter((definition) => definition.group !== 'start')
