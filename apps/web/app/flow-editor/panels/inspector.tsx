import {
  ActionIcon,
  Anchor,
  Button,
  Group,
  NativeSelect,
  Text,
  Textarea,
  TextInput,
  Title,
  VisuallyHidden,
} from '@mantine/core'
import { IconCopy, IconNote, IconTrash, IconX } from '@tabler/icons-react'
import { memo, useDeferredValue, useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { exitsOf, exitWords } from '#flows/language/exits.ts'
import { definitionOf, type Flow, type FlowNode } from '#flows/language/flow.ts'
import { isWithin } from '#flows/language/path.ts'
import { drawnExits, leaving, nodeOf } from '../drawing/lookup.ts'
import { remarkKey } from '../drawing/remarks.ts'
import { isSameList, useDeeds, useDrawn, useDrawnAlike, useEditor, useIssuesOf } from '../editor-context.ts'
import { NodeForm } from '../form/node-form.tsx'
import { Doubt } from '../form/troubles.tsx'
import { NodeIcon } from '../node-icon.tsx'
import { addressOf } from '../../reach/addresses.ts'
import styles from './panels.module.css'
import { RemarkForm } from './remark-form.tsx'

/** The settings of what is chosen. */
export default function Inspector() {
  const chosen = useDrawn((state) => state.chosen)
  const { choose } = useDeeds()
  const nodes = useDrawnAlike(({ flow }) => flow.nodes.filter(({ id }) => chosen.has(id)), isSameList)
  const remarks = useDrawnAlike(
    ({ flow }) => (flow.remarks ?? []).filter(({ id }) => chosen.has(remarkKey(id))),
    isSameList,
  )
  const [node, remark] = [nodes[0], remarks[0]]
  const [one, count] = [node ?? remark, nodes.length + remarks.length]
  if (!one) return null
  /** Goes back to where the settings came from. */
  function close(): void {
    const id = node?.id ?? (remark && remarkKey(remark.id)) ?? ''
    choose([])
    document.querySelector<HTMLElement>(`[data-node="${id}"], .react-flow__node[data-id="${id}"]`)?.focus()
  }
  return (
    <section
      className={styles.inspector}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()}
      aria-label={count > 1 ? 'Selection' : node ? `Settings of ${node.title}` : 'Note'}
    >
      <div className={styles.panelHead}>
        <Title order={2} size="h3" className={styles.kindName}>
          {count === 1 && (node ? <NodeIcon kind={node.kind} /> : <IconNote size={18} stroke={1.75} aria-hidden />)}
          {count > 1 ? `${count} selected` : node ? (definitionOf(node.kind)?.label ?? node.kind) : 'Note'}
        </Title>
        <ActionIcon variant="subtle" color="gray" aria-label="Close the settings" title="Close" onClick={close}>
          <IconX size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      {count > 1 && <Text c="dimmed">Drag one of them to move them all, or:</Text>}
      {count === 1 && node && <OneNode key={node.id} node={node} />}
      {count === 1 && !node && remark && <RemarkForm key={remark.id} remark={remark} />}
      <Deeds nodes={nodes} all={chosen} />
    </section>
  )
}

function OneNode({ node }: { readonly node: FlowNode }) {
  const definition = definitionOf(node.kind)
  const { canEdit } = useEditor()
  const { setTitle, setNote } = useDeeds()
  const general = useIssuesOf(node.id).filter(({ field }) => field === '')
  const form = useAskedField()
  return (
    <div ref={form} className={styles.form}>
      {definition && (
        <Text c="dimmed">
          {definition.help}{' '}
          <Anchor component={Link} to={addressOf.kind(definition.kind)} target="_blank" inherit underline="always">
            Learn more<VisuallyHidden> about {definition.label}, in a new tab</VisuallyHidden>
          </Anchor>
        </Text>
      )}
      {general.map(({ message, severity }) =>
        severity === 'error' ? (
          <Text key={message} c="var(--mantine-color-error)" role="note">
            {message}
          </Text>
        ) : (
          <Doubt key={message} message={message} />
        ),
      )}
      <div data-field="title">
        <TextInput
          label="Title"
          description="Shown in the flow and in the story of each call."
          value={node.title}
          maxLength={80}
          error={node.title.trim() === '' ? 'Give the node a title.' : null}
          disabled={!canEdit}
          onChange={(event) => setTitle(node.id, event.currentTarget.value)}
        />
      </div>
      <NodeForm node={node} />
      <Exits id={node.id} />
      <Textarea
        label="Note"
        description="For the people who edit this flow. Callers never hear it."
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={node.note ?? ''}
        disabled={!canEdit}
        onChange={(event) => setNote(node.id, event.currentTarget.value)}
      />
    </div>
  )
}

/** Where each exit leads. It does not change while the node's own settings are written. */
const Exits = memo(function Exits({ id }: { readonly id: string }) {
  const exits = useDrawnAlike(({ flow }) => waysOut(flow, id), areOfferedAlike)
  const led = useDrawnAlike(({ flow }) => leaving(flow, id), isSameList)
  // a flow has many nodes, each is offered at each exit, and titles are written letter by letter
  const targets = useDeferredValue(
    useDrawnAlike(
      ({ flow }) => flow.nodes.filter((node) => definitionOf(node.kind)?.group !== 'start'),
      areCalledAlike,
    ),
  )
  const issues = useIssuesOf(id)
  if (exits.length === 0) return null
  return (
    <fieldset className={styles.ways}>
      <legend>What happens next</legend>
      {exits.map(({ name, words, mustConnect }) => (
        <Exit
          key={name}
          id={id}
          exit={name}
          words={words}
          to={led.find((edge) => edge.exit === name)?.to ?? ''}
          open={mustConnect ? 'Not connected yet' : 'The call ends'}
          targets={targets}
          error={issues.find(({ field }) => field === `exits.${name}`)?.message ?? null}
        />
      ))}
    </fieldset>
  )
})

/** The exits of a node as they are offered: its own, and any other that its connections name. */
function waysOut(flow: Flow, id: string): readonly ExitChoice[] {
  const node = nodeOf(flow, id)
  if (!node) return []
  const own = exitsOf(node)
  return drawnExits(flow, node).map((name) => ({
    name,
    words: exitWords(node, name),
    mustConnect: own.some((exit) => exit.name === name && exit.mustConnect),
  }))
}

interface ExitChoice {
  readonly name: string
  readonly words: string
  readonly mustConnect: boolean
}

function areOfferedAlike(a: readonly ExitChoice[], b: readonly ExitChoice[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ name, words, mustConnect }, at) =>
        name === b[at]?.name && words === b[at].words && mustConnect === b[at].mustConnect,
    )
  )
}

interface ExitProps {
  readonly id: string
  readonly exit: string
  readonly words: string
  /** Id of the node that follows; empty when none does. */
  readonly to: string
  readonly open: string
  readonly targets: readonly FlowNode[]
  readonly error: string | null
}

const Exit = memo(function Exit({ id, exit, words, to, open, targets, error }: ExitProps) {
  const { canEdit } = useEditor()
  const { connect, disconnect } = useDeeds()
  return (
    <div data-field={`exits.${exit}`}>
      <NativeSelect
        label={words}
        data={[{ value: '', label: open }, ...targets.map((node) => ({ value: node.id, label: node.title }))]}
        value={to}
        error={error}
        disabled={!canEdit}
        onChange={({ currentTarget: { value } }) =>
          value === '' ? disconnect({ from: id, exit }) : connect({ from: id, exit }, value)
        }
      />
    </div>
  )
})

function areCalledAlike(a: readonly FlowNode[], b: readonly FlowNode[]): boolean {
  return a.length === b.length && a.every(({ id, title }, index) => id === b[index]?.id && title === b[index].title)
}

function Deeds({ nodes, all }: { readonly nodes: readonly FlowNode[]; readonly all: ReadonlySet<string> }) {
  const { canEdit } = useEditor()
  const entries = useDrawn(({ flow }) => flow.nodes.filter(({ kind }) => definitionOf(kind)?.group === 'start').length)
  const { duplicate, remove } = useDeeds()
  const hasEntry = nodes.some(({ kind }) => definitionOf(kind)?.group === 'start')
  const isOnlyEntry = hasEntry && all.size === 1 && entries === 1
  if (!canEdit || isOnlyEntry) return null
  return (
    <Group gap="xs">
      {all.size > (hasEntry ? 1 : 0) && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconCopy size={16} stroke={1.75} aria-hidden />}
          onClick={duplicate}
        >
          Duplicate
        </Button>
      )}
      <Button
        variant="default"
        size="xs"
        c="var(--mantine-color-error)"
        leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
        onClick={() => remove(all)}
      >
        Delete
      </Button>
    </Group>
  )
}

/** Leads the keyboard to the field that an issue names. */
function useAskedField() {
  const form = useRef<HTMLDivElement>(null)
  const { field, count, isWaiting } = useDrawn((state) => state.asked)
  const { arrived } = useDeeds()
  useEffect(() => {
    if (!isWaiting) return
    const wanted = field || 'title'
    const around = [...(form.current?.querySelectorAll<HTMLElement>('[data-field]') ?? [])].filter((element) =>
      isWithin(wanted, element.dataset['field'] ?? ''),
    )
    const place = around.at(-1) // the innermost: each stands in the one before
    place?.querySelector<HTMLElement>('input, textarea, select, button')?.focus()
    arrived()
  }, [arrived, count, field, isWaiting])
  return form
}
