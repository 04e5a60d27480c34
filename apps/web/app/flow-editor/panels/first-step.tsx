import { Text, Title, UnstyledButton } from '@mantine/core'
import { exitWords } from '#flows/exit-words.ts'
import { definitionOf } from '#flows/flow.ts'
import { useDeeds, useDrawn, useEditor } from '../editor-context.ts'
import { addable } from '../exit-menu.tsx'
import { NodeIcon } from '../node-icon.tsx'
import styles from './panels.module.css'

/** For a flow in which nothing happens yet: what can happen first, and how a flow is drawn. */
export function FirstStep({ onCanvas }: { readonly onCanvas: boolean }) {
  const flow = useDrawn((state) => state.flow)
  const { addAfter } = useDeeds()
  const { canEdit } = useEditor()
  const [entry, ...others] = flow.nodes
  const definition = definitionOf(entry?.kind ?? '')
  const exit = definition?.exits[0]
  if (!canEdit || !entry || exit === undefined || definition?.group !== 'start' || others.length > 0) return null
  return (
    <section className={styles.firstStep} data-on-canvas={onCanvas} aria-label="The first step">
      <Title order={2} size="h3">
        What happens first when somebody calls?
      </Title>
      <ul>
        {addable
          .filter(({ group }) => group !== 'end')
          .map(({ kind, label, help }) => (
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
          Or drag a node from the left, or pull a line out of the circle beside “{exitWords(entry.kind, exit)}”.
        </Text>
      )}
    </section>
  )
}
