import { ActionIcon, Button, Menu, Title, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCornerDownRight, IconDots, IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { FlowNode } from '#flows/flow.ts'
import { outline, type Branch, type OutlinedExit } from '../drawing/outline.ts'
import { useDeeds, useDrawn, useEditor, useIssuesOf } from '../editor-context.ts'
import { addable, ExitMenu } from '../exit-menu.tsx'
import { NodeIcon } from '../node-icon.tsx'
import { useFreePlace } from '../panels/palette.tsx'
import { exitWords } from '../words/exit-words.ts'
import { summaryOf } from '../words/summary.ts'
import styles from './outline.module.css'

/** The flow as a list in the order in which a call comes to its nodes. Everything can be edited here without a mouse. */
export default function OutlineView() {
  const flow = useDrawn((state) => state.flow)
  const { way, loose } = useMemo(() => outline(flow), [flow])
  return (
    <div className={styles.outline}>
      <ul className={styles.list} aria-label="The way of a call">
        {way.map((branch) => (
          <Step key={branch.node.id} branch={branch} />
        ))}
      </ul>
      {loose.length > 0 && (
        <section>
          <Title order={2} size="h3">
            No call can reach these
          </Title>
          <ul className={styles.list}>
            {loose.map((branch) => (
              <Step key={branch.node.id} branch={branch} />
            ))}
          </ul>
        </section>
      )}
      <AddLoose hasEntry={way.length > 0} />
    </div>
  )
}

function Step({ branch: { node, exits } }: { readonly branch: Branch }) {
  return (
    <li>
      <NodeRow node={node} />
      {exits.length > 0 && (
        <ul className={styles.exits} aria-label={`Ways out of ${node.title}`}>
          {exits.map((exit) => (
            <ExitRow key={exit.exit} from={node} exit={exit} />
          ))}
        </ul>
      )}
    </li>
  )
}

function NodeRow({ node }: { readonly node: FlowNode }) {
  const isChosen = useDrawn((state) => state.chosen.has(node.id))
  const { choose, remove } = useDeeds()
  const { canEdit } = useEditor()
  const issues = useIssuesOf(node.id)
  const words = issues.length === 0 ? '' : `. ${issues.map(({ message }) => message).join(' ')}`
  return (
    <UnstyledButton
      className={styles.node}
      data-chosen={isChosen}
      aria-pressed={isChosen}
      aria-label={`${node.title}: ${summaryOf(node)}${words}`}
      onClick={() => choose([node.id])}
      onKeyDown={(event) => {
        if (!canEdit || (event.key !== 'Delete' && event.key !== 'Backspace')) return
        event.preventDefault() // the editor's own key would remove what is chosen
        remove(new Set([node.id]))
      }}
    >
      <NodeIcon kind={node.kind} />
      <span className={styles.words}>
        <strong>{node.title}</strong>
        <span>{summaryOf(node)}</span>
      </span>
      {issues.length > 0 && <IconAlertTriangle size={18} stroke={1.75} className={styles.trouble} aria-hidden />}
    </UnstyledButton>
  )
}

function ExitRow({ from, exit: { exit, then } }: { readonly from: FlowNode; readonly exit: OutlinedExit }) {
  const { goTo } = useDeeds()
  return (
    <li>
      <div className={styles.exit}>
        <IconCornerDownRight size={16} stroke={1.75} aria-hidden />
        <span className={styles.exitName}>{exitWords(exit)}</span>
        {then === null && <span className={styles.open}>open</span>}
        {then?.kind === 'told' && (
          <UnstyledButton className={styles.told} onClick={() => goTo(then.node.id)}>
            → {then.node.title}
          </UnstyledButton>
        )}
        <ExitMenu exit={{ from: from.id, exit }}>
          <ActionIcon variant={then ? 'subtle' : 'light'} color={then ? 'gray' : 'accent'} size={28} radius="xl" aria-label={then ? `Change ${exitWords(exit)} of ${from.title}` : `Add behind or connect ${exitWords(exit)} of ${from.title}`}>
            {then ? <IconDots size={16} stroke={1.75} aria-hidden /> : <IconPlus size={16} stroke={1.75} aria-hidden />}
          </ActionIcon>
        </ExitMenu>
      </div>
      {then?.kind === 'branch' && (
        <ul className={styles.list}>
          <Step branch={then.branch} />
        </ul>
      )}
    </li>
  )
}

function AddLoose({ hasEntry }: { readonly hasEntry: boolean }) {
  const { canEdit } = useEditor()
  const { add } = useDeeds()
  const place = useFreePlace()
  if (!canEdit) return null
  if (!hasEntry) return <Button onClick={() => add('incoming-call', place())}>Add the incoming call</Button>
  return (
    <Menu position="top-start" width={260} shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}>
          Add a node
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {addable.map(({ kind, label }) => (
          <Menu.Item key={kind} leftSection={<NodeIcon kind={kind} />} onClick={() => add(kind, place())}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
