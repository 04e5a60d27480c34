import { ActionIcon, Button, Group, Menu, Title, UnstyledButton, VisuallyHidden } from '@mantine/core'
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCornerDownRight,
  IconDots,
  IconNote,
  IconPlus,
} from '@tabler/icons-react'
import { memo, useMemo } from 'react'
import { exitsOf, exitWords } from '#flows/language/exits.ts'
import { definitionOf, type FlowNode } from '#flows/language/flow.ts'
import { addable } from '../drawing/kinds.ts'
import { hasSameOutline, outline, type Branch, type OutlinedExit } from '../drawing/outline.ts'
import { remarkKey } from '../drawing/remarks.ts'
import { useDeeds, useDrawn, useDrawnAlike, useEditor, useIssuesOf, useNode, useSummary } from '../editor-context.ts'
import { ExitMenu, MENU } from '../exit-menu.tsx'
import { NodeIcon } from '../node-icon.tsx'
import { FirstStep } from '../panels/first-step.tsx'
import { useFreePlace } from '../panels/palette.tsx'
import { deedOf } from '../store/shortcut-list.ts'
import styles from './outline.module.css'

/**
 * The flow as a list in the order in which a call comes to its nodes. Everything can be edited here without a mouse. The
 * list is made of what leads where; what each row says, it looks up for itself, so that writing changes no other row.
 */
export default function OutlineView() {
  const flow = useDrawnAlike((state) => state.flow, hasSameOutline)
  const { way, loose } = useMemo(() => outline(flow), [flow])
  return (
    <div className={styles.outline}>
      <Steps branches={way} name="The path of a call" />
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

const Step = memo(function Step({ branch: { node, exits } }: { readonly branch: Branch }) {
  return (
    <li>
      <NodeRow known={node} />
      {exits.length > 0 && <Exits from={node} exits={exits} />}
    </li>
  )
})

const Exits = memo(function Exits({
  from,
  exits,
}: {
  readonly from: FlowNode
  readonly exits: readonly OutlinedExit[]
}) {
  const { title } = useNode(from.id) ?? from
  return (
    <ul className={styles.exits} data-straight={exits.length === 1} aria-label={`Exits of ${title}`}>
      {exits.map((exit) => (
        <ExitRow key={exit.exit} from={from} exit={exit} />
      ))}
    </ul>
  )
})

const NodeRow = memo(function NodeRow({ known }: { readonly known: FlowNode }) {
  const node = useNode(known.id) ?? known
  const isChosen = useDrawn((state) => state.chosen.has(node.id))
  const { choose, goTo, remove } = useDeeds()
  const { canEdit } = useEditor()
  const summary = useSummary(node)
  const issues = useIssuesOf(node.id)
  const isWrong = issues.some(({ severity }) => severity === 'error')
  const Trouble = isWrong ? IconAlertCircle : IconAlertTriangle
  return (
    <UnstyledButton
      className={styles.node}
      data-chosen={isChosen}
      data-group={definitionOf(node.kind)?.group ?? 'unknown'}
      aria-pressed={isChosen}
      data-node={node.id}
      onClick={(event) => (event.detail === 0 ? goTo(node.id) : choose([node.id]))} // by key, on into its settings
      onKeyDown={(event) => {
        if (!canEdit || deedOf(event, { inDrawing: true }) !== 'remove') return
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
          <Trouble size={18} stroke={1.75} className={isWrong ? styles.bad : styles.doubtful} aria-hidden />
          <VisuallyHidden>
            {issues
              .map(({ message, severity }) => `${severity === 'error' ? 'Error' : 'Warning'}: ${message}`)
              .join(' ')}
          </VisuallyHidden>
        </>
      )}
    </UnstyledButton>
  )
})

const ExitRow = memo(function ExitRow({
  from,
  exit: { exit, then },
}: {
  readonly from: FlowNode
  readonly exit: OutlinedExit
}) {
  const { title } = useNode(from.id) ?? from
  const words = exitWords(from, exit)
  const mustConnect = exitsOf(from).some((own) => own.name === exit && own.mustConnect === true)
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
        {then?.kind === 'told' && <Told known={then.node} />}
        <ExitMenu exit={{ from: from.id, exit }}>
          <ActionIcon
            className={styles.more}
            variant={then ? 'subtle' : 'light'}
            color={then ? 'gray' : 'accent'}
            size={28}
            radius="xl"
            aria-label={then ? `Change “${words}” of ${title}` : `Add after “${words}” of ${title}`}
          >
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
})

/** A node whose row stands further up. */
function Told({ known }: { readonly known: FlowNode }) {
  const { goTo } = useDeeds()
  const { title } = useNode(known.id) ?? known
  return (
    <UnstyledButton className={styles.told} onClick={() => goTo(known.id)}>
      → <bdi>{title}</bdi>
    </UnstyledButton>
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
            <UnstyledButton
              className={styles.node}
              data-chosen={chosen.has(remarkKey(id))}
              aria-pressed={chosen.has(remarkKey(id))}
              data-node={remarkKey(id)}
              onClick={() => choose([remarkKey(id)])}
            >
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
      <Menu {...MENU} position="top-start" width={260}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}>
            Add a node
          </Button>
        </Menu.Target>
        <Menu.Dropdown style={{ overflowY: 'auto' }}>
          {addable.map(({ kind, label }) => (
            <Menu.Item key={kind} leftSection={<NodeIcon kind={kind} />} onClick={() => add(kind, place())}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconNote size={18} stroke={1.75} aria-hidden />}
        onClick={() => addRemark(place())}
      >
        Add a note
      </Button>
    </Group>
  )
}
