import { Text, Title, UnstyledButton } from '@mantine/core'
import { memo } from 'react'
import { exitsOf, exitWords } from '#flows/language/exits.ts'
import { definitionOf } from '#flows/language/flow.ts'
import { firstSteps } from '../drawing/kinds.ts'
import { useDeeds, useDrawn, useEditor } from '../editor-context.ts'
import { NodeIcon } from '../node-icon.tsx'
import styles from './panels.module.css'

/** For a flow in which nothing happens yet: what can happen first, and how a flow is drawn. */
export const FirstStep = memo(function FirstStep({ onCanvas }: { readonly onCanvas: boolean }) {
  const entry = useDrawn(({ flow }) => (flow.nodes.length === 1 ? flow.nodes[0] : undefined))
  const { addAfter } = useDeeds()
  const { canEdit } = useEditor()
  const definition = definitionOf(entry?.kind ?? '')
  const exit = entry && exitsOf(entry)[0]?.name
  if (!canEdit || !entry || exit === undefined || definition?.group !== 'start') return null
  return (
    <section className={styles.firstStep} data-on-canvas={onCanvas} aria-label="The first step">
      <Title order={2} size="h3">
        What happens first when somebody calls?
      </Title>
      <ul>
        {firstSteps.map(({ kind, label, help }) => (
          <li key={kind}>
            <UnstyledButton className={styles.suggestion} onClick={() => addAfter({ from: entry.id, exit }, kind)}>
              <NodeIcon kind={kind} />
              <span>
                <strong>{label}</strong>
                <span>{help}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {onCanvas && (
        <Text size="sm" c="dimmed">
          Or drag a node from the left, or draw a line from the circle beside “{exitWords(entry, exit)}”.
        </Text>
      )}
    </section>
  )
})
