import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { readFlow } from '#flows/language/flow.ts'
import { reconcile } from '../drawing/reconcile.ts'
import type { Side } from '../drawing/three-ways.ts'
import { useDrawn, useEditor } from '../editor-context.ts'
import { useFocusBack } from '../focus-back.ts'
import type { Autosave, Theirs } from '../store/autosave.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { asSaved, follow } from '../store/follow.ts'
import { conflictWords } from '../words/conflict-words.ts'

export interface StaleDialogProps {
  readonly store: EditorStore
  readonly autosave: Autosave
  readonly theirs: Theirs
}

/** Shown when two people changed the same field: a person says whose value stays. Everything else is merged already. */
export default function StaleDialog({ store, autosave, theirs }: StaleDialogProps) {
  const { names } = useEditor()
  useFocusBack()
  const mine = useDrawn((state) => state.flow)
  const read = useMemo(() => readFlow(theirs.document), [theirs])
  const conflicts = useMemo(() => {
    if (!read.ok) return []
    const drawings = { base: asSaved(autosave.base().flow), mine, theirs: read.flow }
    return reconcile({ ...drawings, steps: [] }).conflicts.map((conflict) => ({
      key: conflict.key,
      words: conflictWords(conflict, drawings, names),
    }))
  }, [autosave, mine, names, read])
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({})
  const who = theirs.savedBy ?? 'Somebody else'
  const whose = theirs.savedBy ? `${theirs.savedBy}’s` : 'Theirs'
  const sideOf = (key: string): Side => chosen[key] ?? 'mine'
  const chooseAll = (side: Side): void => setChosen(Object.fromEntries(conflicts.map(({ key }) => [key, side])))
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={`${who} changed this flow too`}
      size="lg"
      transitionProps={{ duration: 0 }}
    >
      {read.ok ? (
        <Stack>
          <Text>
            You and {theirs.savedBy ?? 'somebody else'} changed the same {conflicts.length === 1 ? 'thing' : 'things'}.
            Choose what to keep. Everything else that either of you changed is kept.
          </Text>
          {conflicts.map(({ key, words }) => (
            <Radio.Group
              key={key}
              label={words.field}
              value={sideOf(key)}
              onChange={(side) => setChosen({ ...chosen, [key]: side === 'theirs' ? 'theirs' : 'mine' })}
            >
              <Stack gap="xs" mt="xs">
                <Radio value="mine" label={`Yours: ${words.mine}`} />
                <Radio value="theirs" label={`${whose}: ${words.theirs}`} />
              </Stack>
            </Radio.Group>
          ))}
          <Group justify="flex-end">
            {conflicts.length > 1 && (
              <Button variant="default" onClick={() => chooseAll('theirs')}>
                Choose all of {theirs.savedBy ? whose : 'theirs'}
              </Button>
            )}
            <Button onClick={() => follow({ store, autosave, theirs, choose: ({ key }) => sideOf(key) })}>Save</Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          <Text>
            What {who} saved was drawn with a newer Ringdown and cannot be read here. Reload the page to see it, or
            replace it with your drawing.
          </Text>
          <Group justify="flex-end">
            <Button
              variant="default"
              onClick={() => autosave.rebase({ ...autosave.base(), revision: theirs.revision }, mine)}
            >
              Keep mine
            </Button>
            <Button onClick={() => window.location.reload()}>Reload the page</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
