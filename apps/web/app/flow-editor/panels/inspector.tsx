import { ActionIcon, Button, Group, NativeSelect, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconCopy, IconNote, IconTrash, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { exitWords } from '#flows/exit-words.ts'
import { definitionOf, type FlowNode } from '#flows/flow.ts'
import { mayLeadTo, nextOf } from '../drawing/drawing.ts'
import { exitsOf } from '../drawing/outline.ts'
import { remarkKey } from '../drawing/remarks.ts'
import { useDeeds, useDrawn, useEditor, useIssuesOf } from '../editor-context.ts'
import { Doubt, NodeForm } from '../form/node-form.tsx'
import { NodeIcon } from '../node-icon.tsx'
import styles from './panels.module.css'
import { RemarkForm } from './remark-form.tsx'

/** The settings of what is chosen. */
export default function Inspector() {
  const flow = useDrawn((state) => state.flow)
  const chosen = useDrawn((state) => state.chosen)
  const { choose } = useDeeds()
  const nodes = flow.nodes.filter(({ id }) => chosen.has(id))
  const remarks = (flow.remarks ?? []).filter(({ id }) => chosen.has(remarkKey(id)))
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
    <section className={styles.inspector} onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()} aria-label={count > 1 ? 'What is chosen' : node ? `Settings of ${node.title}` : 'Note'}>
      <div className={styles.panelHead}>
        <Title order={2} size="h3" className={styles.kindName}>
          {count === 1 && (node ? <NodeIcon kind={node.kind} /> : <IconNote size={18} stroke={1.75} aria-hidden />)}
          {count > 1 ? `${count} chosen` : node ? (definitionOf(node.kind)?.label ?? node.kind) : 'Note'}
        </Title>
        <ActionIcon variant="subtle" color="gray" aria-label="Close the settings" title="Close" onClick={close}>
          <IconX size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      {count > 1 && <Text c="dimmed">Drag one of them to move all, or:</Text>}
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
      {definition && <Text c="dimmed">{definition.help}</Text>}
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
        <TextInput label="Title" description="What people read in the flow and in the story of a call." value={node.title} maxLength={80} error={node.title.trim() === '' ? 'Give the node a title.' : null} disabled={!canEdit} onChange={(event) => setTitle(node.id, event.currentTarget.value)} />
      </div>
      <NodeForm node={node} />
      <Exits node={node} />
      <Textarea label="Note" description="For those who draw; callers never hear it." autosize minRows={2} maxRows={8} maxLength={2000} value={node.note ?? ''} disabled={!canEdit} onChange={(event) => setNote(node.id, event.currentTarget.value)} />
    </div>
  )
}

function Exits({ node }: { readonly node: FlowNode }) {
  const flow = useDrawn((state) => state.flow)
  const { canEdit } = useEditor()
  const { connect, disconnect } = useDeeds()
  const issues = useIssuesOf(node.id)
  const must = definitionOf(node.kind)?.mustConnect ?? []
  const exits = exitsOf(flow, node)
  if (exits.length === 0) return null
  return (
    <fieldset className={styles.ways}>
      <legend>Where the call goes on</legend>
      {exits.map((exit) => {
        const targets = flow.nodes.filter(({ id }) => mayLeadTo(flow, id)).map(({ id, title }) => ({ value: id, label: title }))
        const open = must.includes(exit) ? 'Not connected yet' : 'The call ends'
        const issue = issues.find(({ field }) => field === `exits.${exit}`)
        return (
          <div key={exit} data-field={`exits.${exit}`}>
            <NativeSelect
              label={exitWords(node.kind, exit)}
              data={[{ value: '', label: open }, ...targets]}
              value={nextOf(flow, { from: node.id, exit }) ?? ''}
              error={issue?.message}
              disabled={!canEdit}
              onChange={({ currentTarget: { value } }) => (value === '' ? disconnect({ from: node.id, exit }) : connect({ from: node.id, exit }, value))}
            />
          </div>
        )
      })}
    </fieldset>
  )
}

function Deeds({ nodes, all }: { readonly nodes: readonly FlowNode[]; readonly all: ReadonlySet<string> }) {
  const { canEdit } = useEditor()
  const flow = useDrawn((state) => state.flow)
  const { duplicate, remove } = useDeeds()
  const hasEntry = nodes.some(({ kind }) => definitionOf(kind)?.group === 'start')
  const isOnlyEntry = hasEntry && all.size === 1 && flow.nodes.filter(({ kind }) => definitionOf(kind)?.group === 'start').length === 1
  if (!canEdit || isOnlyEntry) return null
  return (
    <Group gap="xs">
      {all.size > (hasEntry ? 1 : 0) && (
        <Button variant="default" size="xs" leftSection={<IconCopy size={16} stroke={1.75} aria-hidden />} onClick={duplicate}>
          Duplicate
        </Button>
      )}
      <Button variant="default" size="xs" c="var(--mantine-color-error)" leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={() => remove(all)}>
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
    const place = [...(form.current?.querySelectorAll<HTMLElement>('[data-field]') ?? [])].find((element) => element.dataset['field'] === (field || 'title'))
    place?.querySelector<HTMLElement>('input, textarea, select, button')?.focus()
    arrived()
  }, [arrived, count, field, isWaiting])
  return form
}
