import { ActionIcon, Button, Group, Menu, Title, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconCornerDownRight, IconDots, IconNote, IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { exitWords } from '#flows/exit-words.ts'
import { definitionOf, type FlowNode } from '#flows/flow.ts'
import { outline, type Branch, type OutlinedExit } from '../drawing/outline.ts'
import { remarkKey } from '../drawing/remarks.ts'
import { useDeeds, useDrawn, useEditor, useIssuesOf, useSummary } from '../editor-context.ts'
import { addable, ExitMenu, MENUS } from '../exit-menu.tsx'
import { NodeIcon } from '../node-icon.tsx'
import { FirstStep } from '../panels/first-step.tsx'
import { useFreePlace } from '../panels/palette.tsx'
import styles from './outline.module.css'

/** The flow as a list in the order in which a call comes to its nodes. Everything can be edited here without a mouse. */
export default function OutlineView() {
  const flow = useDrawn((state) => state.flow)
  const { way, loose } = useMemo(() => outline(flow), [flow])
  return (
    <div className={styles.outline}>
      <Steps branches={way} name="The way of a call" />
      {loose.length > 0 && (
        <section>
          <Title order={2} size="h3">
            No call can reach these
          </Title>
          <Steps branches={loose} name="No call can reach these" />
        </section>
      )}
      <FirstStep onCanvas={false} />
      <Remarks />
      <AddLoose hasEntry={way.length > 0} />
    </div>
  )
}

function Steps({ branches, name }: { readonly branches: readonly Branch[]; readonly name: string }) {
  return (
    <ul className={styles.list} aria-label={name}>
      {branches.map((branch) => (
        <Step key={branch.node.id} branch={branch} />
      ))}
    </ul>
  )
}

function Step({ branch: { node, exits } }: { readonly branch: Branch }) {
  return (
    <li>
      <NodeRow node={node} />
      {exits.length > 0 && (
        <ul className={styles.exits} data-straight={exits.length === 1} aria-label={`Ways out of ${node.title}`}>
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
  const { choose, goTo, remove } = useDeeds()
  const { canEdit } = useEditor()
  const summary = useSummary(node)
  const issues = useIssuesOf(node.id)
  return (
    <UnstyledButton
      className={styles.node}
      data-chosen={isChosen}
      data-group={definitionOf(node.kind)?.group ?? 'unknown'}
      aria-pressed={isChosen}
      data-node={node.id}
      onClick={(event) => (event.detail === 0 ? goTo(node.id) : choose([node.id]))} // by key, on into its settings
      onKeyDown={(event) => {
        if (!canEdit || (event.key !== 'Delete' && event.key !== 'Backspace')) return
        event.preventDefault() // the editor's own key would remove what is chosen
        remove(new Set([node.id]))
      }}
    >
      <NodeIcon kind={node.kind} />
      <span className={styles.words}>
        <strong dir="auto">{node.title}</strong>
        <span dir="auto">{summary}</span>
      </span>
      {issues.length > 0 && (
        <>
          <IconAlertTriangle size={18} stroke={1.75} className={styles.trouble} aria-hidden />
          <VisuallyHidden>{issues.map(({ message }) => message).join(' ')}</VisuallyHidden>
        </>
      )}
    </UnstyledButton>
  )
}

function ExitRow({ from, exit: { exit, then } }: { readonly from: FlowNode; readonly exit: OutlinedExit }) {
  const { goTo } = useDeeds()
  const words = exitWords(from.kind, exit)
  const mustConnect = definitionOf(from.kind)?.mustConnect?.includes(exit) ?? false
  return (
    <li>
      <div className={styles.exit}>
        <IconCornerDownRight size={16} stroke={1.75} aria-hidden />
        <span className={styles.exitName}>{words}</span>
        {then === null && (
          <span className={styles.open} data-bad={mustConnect}>
            {mustConnect ? 'not connected yet' : 'the call ends'}
          </span>
        )}
        {then?.kind === 'told' && (
          <UnstyledButton className={styles.told} onClick={() => goTo(then.node.id)}>
            → <bdi>{then.node.title}</bdi>
          </UnstyledButton>
        )}
        <ExitMenu exit={{ from: from.id, exit }}>
          <ActionIcon className={styles.more} variant={then ? 'subtle' : 'light'} color={then ? 'gray' : 'accent'} size={28} radius="xl" aria-label={then ? `Change “${words}” of ${from.title}` : `Add after “${words}” of ${from.title}`}>
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

/** The notes that lie on the canvas. */
function Remarks() {
  const remarks = useDrawn((state) => state.flow.remarks)
  const chosen = useDrawn((state) => state.chosen)
  const { choose } = useDeeds()
  if (!remarks) return null
  return (
    <section>
      <Title order={2} size="h3">
        Notes
      </Title>
      <ul className={styles.list}>
        {remarks.map(({ id, text }) => (
          <li key={id}>
            <UnstyledButton className={styles.node} data-chosen={chosen.has(remarkKey(id))} aria-pressed={chosen.has(remarkKey(id))} data-node={remarkKey(id)} onClick={() => choose([remarkKey(id)])}>
              <IconNote size={18} stroke={1.75} aria-hidden />
              <span className={styles.words}>
                <span dir="auto">{text || 'An empty note'}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function AddLoose({ hasEntry }: { readonly hasEntry: boolean }) {
  const { canEdit } = useEditor()
  const { add, addRemark } = useDeeds()
  const place = useFreePlace()
  if (!canEdit) return null
  if (!hasEntry) return <Button onClick={() => add('incoming-call', place())}>Add the incoming call</Button>
  return (
    <Group gap="sm">
      <Menu position="top-start" portalProps={MENUS} withInitialFocusPlaceholder={false} width={260} shadow="md" transitionProps={{ duration: 0 }}>
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
      <Button variant="subtle" color="gray" leftSection={<IconNote size={18} stroke={1.75} aria-hidden />} onClick={() => addRemark(place())}>
        Add a note
      </Button>
    </Group>
  )
}
