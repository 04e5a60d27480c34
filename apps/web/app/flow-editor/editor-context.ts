import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { Issue } from '#flows/issue.ts'
import type { FlowNode } from '#flows/flow.ts'
import type { FlowNumber } from './read-editor.server.ts'
import type { EditorState, EditorStore } from './store/editor-store.ts'
import { summaryOf } from './words/summary.ts'

/** What every part of the editor works with. */
export interface Editor {
  readonly store: EditorStore
  /** Members who may ring, by name. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** Member id → name. */
  readonly names: ReadonlyMap<string, string>
  /** The numbers that answer with the flow. */
  readonly numbers: readonly FlowNumber[]
  /** Whether this person may change the flow; else it can only be read. */
  readonly canEdit: boolean
}

export const EditorContext = createContext<Editor | null>(null)

/** What is wrong or doubtful in the drawing as it is now. */
export const IssuesContext = createContext<readonly Issue[]>([])

export function useEditor(): Editor {
  const editor = use(EditorContext)
  if (!editor) throw new Error('this part of the editor stands outside of it')
  return editor
}

/** One thing of what is being drawn. `select` must give the same thing again while nothing changed. */
export function useDrawn<Value>(select: (state: EditorState) => Value): Value {
  return useStore(useEditor().store, select)
}

/** The deeds of the editor. */
export function useDeeds(): EditorState {
  return useEditor().store.getState()
}

/** A node's one line. */
export function useSummary(node: FlowNode): string {
  return summaryOf(node, useEditor())
}

export function useIssuesOf(node: string): readonly Issue[] {
  return use(IssuesContext).filter((issue) => issue.node === node)
}
