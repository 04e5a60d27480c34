import { ReactFlowProvider } from '@xyflow/react'
import { useState, type ReactNode } from 'react'
import type { Flow } from '#flows/language/flow.ts'
import { EditorContext } from '../flow-editor/editor-context.ts'
import { addressOf } from '../reach/addresses.ts'
import { createEditorStore } from '../flow-editor/store/editor-store.ts'
import { createIssueStore } from '../flow-editor/store/issue-store.ts'
import type { FlowServer } from '../flow-editor/store/server.ts'
import { issuesFor } from '../flow-editor/words/issues-for.ts'
import { namesOf } from '../flow-editor/words/names-of.ts'
import { someTags } from './seeds/contacts.ts'
import { otherFlows } from './seeds/flow-lines.ts'
import { everybody } from './seeds/people.ts'
import { sales } from './seeds/numbers.ts'
import { schedules } from './seeds/schedules.ts'
import { Stage } from './stage.tsx'

/** What the drawings of the gallery may name besides people, tags and flows. */
export const there = { schedules: schedules.map(({ id }) => id), secrets: ['crm-key'], refused: {} }

interface DeskProps {
  readonly flow: Flow
  /** Ids of what is chosen. */
  readonly chosen?: readonly string[]
  readonly canEdit?: boolean
  /** What the last change of settings took away besides. */
  readonly beside?: string
  readonly children: ReactNode
}

/** What parts of the editor stand in: a drawing, the people who can ring, and what is wrong with it. */
export function Desk({ flow, chosen = [], canEdit = true, beside, children }: DeskProps) {
  const [editor] = useState(() => {
    const store = createEditorStore(flow, { clock: Date.now })
    store.getState().choose(chosen)
    if (beside !== undefined) store.setState({ beside: { words: beside, flow } })
    const flows = { own: 'drawn', all: otherFlows }
    const people = everybody.map(({ member, name }) => ({ id: member, name, notYet: null }))
    return {
      store,
      issues: createIssueStore(issuesFor(flow, [], { tags: new Set(someTags.map((tag) => tag.id)), flows, there })),
      people,
      flows,
      names: namesOf({ people, schedules, tags: someTags, flows }),
      schedules,
      there,
      tags: someTags,
      numbers: [sales],
      canEdit,
    }
  })
  return (
    <Stage at={addressOf.flow('drawn')}>
      <EditorContext value={editor}>
        <ReactFlowProvider>{children}</ReactFlowProvider>
      </EditorContext>
    </Stage>
  )
}

/** A server that answers what it is told to, and keeps everything else waiting. */
export function serverThat(answers: Partial<FlowServer>): FlowServer {
  const waiting = () => new Promise<never>(() => undefined)
  return {
    save: waiting,
    preview: waiting,
    publish: waiting,
    visit: waiting,
    leave: () => undefined,
    versions: waiting,
    restore: waiting,
    ...answers,
  }
}
