import { ReactFlowProvider } from '@xyflow/react'
import { useState, type ReactNode } from 'react'
import type { Flow } from '#flows/flow.ts'
import { EditorContext, IssuesContext } from '../flow-editor/editor-context.ts'
import { createEditorStore } from '../flow-editor/store/editor-store.ts'
import type { FlowServer } from '../flow-editor/store/server.ts'
import { issuesFor } from '../flow-editor/words/issues-for.ts'
import { everybody } from './seeds/people.ts'
import { sales } from './seeds/numbers.ts'
import { Stage } from './stage.tsx'

interface DeskProps {
  readonly flow: Flow
  /** Ids of what is chosen. */
  readonly chosen?: readonly string[]
  readonly canEdit?: boolean
  readonly children: ReactNode
}

/** What parts of the editor stand in: a drawing, the people who can ring, and what is wrong with it. */
export function Desk({ flow, chosen = [], canEdit = true, children }: DeskProps) {
  const [editor] = useState(() => {
    const store = createEditorStore(flow, { clock: Date.now })
    store.getState().choose(chosen)
    const people = everybody.map(({ member, name }) => ({ id: member, name }))
    return { store, people, names: new Map(people.map(({ id, name }) => [id, name])), numbers: [sales], canEdit }
  })
  const [issues] = useState(() => issuesFor(flow, []))
  return (
    <Stage at="/flows/drawn">
      <EditorContext value={editor}>
        <IssuesContext value={issues}>
          <ReactFlowProvider>{children}</ReactFlowProvider>
        </IssuesContext>
      </EditorContext>
    </Stage>
  )
}

/** A server that answers what it is told to, and lets wait for everything else. */
export function serverThat(answers: Partial<FlowServer>): FlowServer {
  const waiting = () => new Promise<never>(() => undefined)
  return { save: waiting, preview: waiting, publish: waiting, visit: waiting, leave: () => undefined, versions: waiting, restore: waiting, ...answers }
}
