import { createContext, use, useRef } from 'react'
import { useStore } from 'zustand'
import type { Issue } from '#flows/language/issue.ts'
import type { FlowNode } from '#flows/language/flow.ts'
import type { FlowsAround } from '#flows/language/known-flows.ts'
import type { ThingsThere } from '#flows/language/missing-things.ts'
import { nodeOf } from './drawing/lookup.ts'
import type { FlowNumber } from './read-editor.server.ts'
import type { EditorState, EditorStore } from './store/editor-store.ts'
import type { IssueStore } from './store/issue-store.ts'
import { areSameWords, givenWords } from './words/given-words.ts'
import { summaryOf } from './words/summary.ts'

/** Somebody whom a flow may ring. */
export interface EditorPerson {
  readonly id: string
  readonly name: string
  /** Why they can be put on no number yet, to follow their name; null when they can. */
  readonly notYet: 'invited, not joined yet' | 'deactivated' | null
}

/** Something else that a flow may name. */
export interface EditorThing {
  readonly id: string
  readonly name: string
}

/** What every part of the editor works with. */
export interface Editor {
  readonly store: EditorStore
  /** What is wrong or doubtful in the drawing as it is now. */
  readonly issues: IssueStore
  /** Members who may ring, by name. */
  readonly people: readonly EditorPerson[]
  /** The tags that contacts can have, by name. */
  readonly tags: readonly EditorThing[]
  /** The flows of the organisation; null where they are not known. */
  readonly flows: FlowsAround | null
  /** Id of a member, or of another thing that a flow may name → name. */
  readonly names: ReadonlyMap<string, string>
  /** Opening hours that flows share, by name. */
  readonly schedules: readonly EditorThing[]
  /** What else a flow may name, and which addresses must not be called. */
  readonly there: ThingsThere
  /** The numbers that answer with the flow. */
  readonly numbers: readonly FlowNumber[]
  /** Whether this person may change the flow; else it can only be read. */
  readonly canEdit: boolean
}

export const EditorContext = createContext<Editor | null>(null)

export function useEditor(): Editor {
  const editor = use(EditorContext)
  if (!editor) throw new Error('this part of the editor stands outside of it')
  return editor
}

/**
 * One thing of what is being drawn. `select` must give the same thing again while nothing changed, and should give no more
 * than is shown: whoever takes the whole flow is drawn again at every keystroke.
 */
export function useDrawn<Value>(select: (state: EditorState) => Value): Value {
  return useStore(useEditor().store, select)
}

/** The same for what is rebuilt each time: it stays the same object while `isSame` says so. */
export function useDrawnAlike<Value>(
  select: (state: EditorState) => Value,
  isSame: (a: Value, b: Value) => boolean,
): Value {
  const last = useRef<{ readonly value: Value } | null>(null)
  return useDrawn((state) => {
    const value = select(state)
    if (!last.current || !isSame(last.current.value, value)) last.current = { value }
    return last.current.value
  })
}

/** Whether two lists hold the same things in the same order. */
export function isSameList<Thing>(a: readonly Thing[], b: readonly Thing[]): boolean {
  return a.length === b.length && a.every((thing, index) => thing === b[index])
}

/** The deeds of the editor. */
export function useDeeds(): EditorState {
  return useEditor().store.getState()
}

/** A node as it is drawn now; undefined once it is gone. */
export function useNode(id: string): FlowNode | undefined {
  return useDrawn(({ flow }) => nodeOf(flow, id))
}

/** A node's one line. */
export function useSummary(node: FlowNode): string {
  const words = useDrawnAlike(({ flow }) => givenWords(flow, node), areSameWords)
  return summaryOf(node, useEditor(), (name) => words.get(name) ?? null)
}

export function useIssuesOf(node: string): readonly Issue[] {
  return useStore(useEditor().issues, ({ of }) => of.get(node) ?? NONE)
}

export function useIssues(): readonly Issue[] {
  return useStore(useEditor().issues, ({ all }) => all)
}

const NONE: readonly Issue[] = []
