import { temporal } from 'zundo'
import { createStore } from 'zustand/vanilla'
import { definitionOf, type Flow, type FlowNode } from '#flows/flow.ts'
import { arrange } from '../drawing/arrange.ts'
import { clipWords, copyNodes, pasteNodes, type Clip } from '../drawing/clip.ts'
import { addAfter, addNode, changeNode, connect, disconnect, moveNodes, removeNodes, type ExitOf } from '../drawing/drawing.ts'
import type { Direction } from '../drawing/exit-place.ts'
import { addRemark, changeRemark, moveRemarks, remarkKey, removeRemarks } from '../drawing/remarks.ts'
import { exitWords } from '#flows/exit-words.ts'

/** What is being drawn, what is chosen in it, and every deed of the editor. Nothing here knows the canvas. */
export interface EditorState {
  readonly flow: Flow
  /** In which direction new nodes are put, and all are laid out. */
  readonly direction: Direction
  /** Ids of the chosen nodes, and keys of the chosen free notes. */
  readonly chosen: ReadonlySet<string>
  /** The chosen connection. */
  readonly chosenExit: ExitOf | null
  /** A field to which the form should go, as an issue names it; counted, so that the same may be asked for again. */
  readonly asked: { readonly field: string; readonly count: number; readonly isWaiting: boolean }
  /** How often something was added: each time, what is chosen is what is new and should be seen. */
  readonly added: number
  /** The last deed in words, for those who do not see the canvas. */
  readonly said: string
  /** Edits with the same mark in quick succession are one step back. */
  readonly mark: string | null

  choose(ids: readonly string[]): void
  chooseExit(exit: ExitOf | null): void
  /** Goes to a node, and to a field of its form. */
  goTo(id: string, field?: string): void
  /** The form has gone to the field that was asked for. */
  arrived(): void
  add(kind: string, wish: FlowNode['position']): void
  /** @param wish where on the canvas; else where it reads well. */
  addAfter(exit: ExitOf, kind: string, wish?: FlowNode['position']): void
  connect(exit: ExitOf, to: string): void
  disconnect(exit: ExitOf): void
  remove(ids: ReadonlySet<string>): void
  move(places: ReadonlyMap<string, FlowNode['position']>): void
  /** Lays everything out anew, in this direction. */
  arrange(direction: Direction): void
  /** The direction as this browser had it last. */
  face(direction: Direction): void
  addRemark(wish: FlowNode['position']): void
  setRemark(key: string, text: string): void
  rename(name: string): void
  setTitle(id: string, title: string): void
  setNote(id: string, note: string): void
  setField(id: string, field: string, value: unknown): void
  paste(clip: Clip): void
  duplicate(): void
  /** Another drawing instead of this one: a restored version, or what somebody else saved. */
  replace(flow: Flow, said: string): void
}

/** How long edits with the same mark count as one. Milliseconds. */
const ONE_EDIT = 1200

export type EditorStore = ReturnType<typeof createEditorStore>

/** @param clock milliseconds; only to see what was done in one go. */
export function createEditorStore(flow: Flow, { clock }: { readonly clock: () => number }) {
  let lastEdit = Number.NEGATIVE_INFINITY
  const store = createStore<EditorState>()(
    temporal(
      (set, get) => {
        const change = (next: Flow, more: Partial<EditorState> & { readonly said: string }): void => {
          if (next === get().flow) return
          set({ flow: next, mark: null, ...more })
        }
        const bringIn = (next: Flow, { ids, said }: { readonly ids: readonly string[]; readonly said: string }): void => {
          change(next, { chosen: new Set(ids), chosenExit: null, added: get().added + 1, said })
        }
        const nameOf = ({ from, exit }: ExitOf): string => `“${exitWords(get().flow.nodes.find((node) => node.id === from)?.kind ?? '', exit)}” of ${title(from)}`
        const title = (id: string): string => get().flow.nodes.find((node) => node.id === id)?.title ?? id
        return {
          flow,
          direction: 'right',
          chosen: new Set(),
          chosenExit: null,
          asked: { field: '', count: 0, isWaiting: false },
          added: 0,
          said: '',
          mark: null,
          choose: (ids) => set({ chosen: new Set(ids), chosenExit: null, asked: { ...get().asked, isWaiting: false } }),
          chooseExit: (chosenExit) => set({ chosenExit, chosen: new Set() }),
          goTo: (id, field = '') => set({ chosen: new Set([id]), chosenExit: null, asked: { field, count: get().asked.count + 1, isWaiting: true } }),
          arrived: () => set({ asked: { ...get().asked, isWaiting: false } }),
          add(kind, wish) {
            const added = addNode(get().flow, { kind, wish })
            bringIn(added.flow, { ids: [added.id], said: `Added ${label(kind)}.` })
          },
          addAfter(exit, kind, wish) {
            const added = addAfter(get().flow, { ...exit, kind, wish, direction: get().direction })
            bringIn(added.flow, { ids: [added.id], said: `Added ${label(kind)} after ${nameOf(exit)}.` })
          },
          connect: (exit, to) => change(connect(get().flow, { ...exit, to }), { said: `${nameOf(exit)} leads to ${title(to)}.` }),
          disconnect: (exit) => change(disconnect(get().flow, exit), { chosenExit: null, said: `${nameOf(exit)} is open.` }),
          remove(ids) {
            const before = get().flow
            const next = removeRemarks(removeNodes(before, ids), ids)
            const count = before.nodes.length - next.nodes.length
            const said = count === 1 ? `Removed ${before.nodes.find((node) => !next.nodes.includes(node))?.title}.` : count > 1 ? `Removed ${count} nodes.` : 'Removed the note.'
            if (next === before) set({ said: 'The incoming call cannot be removed: a flow needs one.' })
            change(next, { chosen: new Set(), said })
          },
          move: (places) => change(moveRemarks(moveNodes(get().flow, places), places), { said: 'Moved.' }),
          arrange(direction) {
            set({ direction })
            change(moveNodes(get().flow, arrange(get().flow, direction)), { said: direction === 'down' ? 'Arranged from top to bottom.' : 'Arranged from left to right.' })
          },
          face: (direction) => set({ direction }),
          addRemark(wish) {
            const { flow: noted, key } = addRemark(get().flow, wish)
            bringIn(noted, { ids: [key], said: 'Added a note.' })
          },
          setRemark: (key, text) => set({ flow: changeRemark(get().flow, key, text), mark: `remark ${key}` }),
          rename: (name) => set({ flow: { ...get().flow, name }, mark: 'name' }),
          setTitle: (id, value) => set({ flow: changeNode(get().flow, id, { title: value }), mark: `title ${id}` }),
          setNote: (id, note) => set({ flow: changeNode(get().flow, id, { note }), mark: `note ${id}` }),
          setField(id, field, value) {
            const { [field]: _before, ...others } = get().flow.nodes.find((node) => node.id === id)?.config ?? {}
            const config = value === undefined ? others : { ...others, [field]: value }
            set({ flow: changeNode(get().flow, id, { config }), mark: `field ${id} ${field}` })
          },
          paste(clip) {
            const pasted = pasteNodes(get().flow, clip)
            bringIn(pasted.flow, { ids: pasted.keys, said: `Pasted ${clipWords(clip)}.` })
          },
          duplicate() {
            const clip = copyNodes(get().flow, get().chosen)
            if (clip) get().paste(clip)
          },
          replace: (next, said) => change(next, { chosen: new Set(), chosenExit: null, said }),
        }
      },
      {
        limit: 200,
        partialize: ({ flow: drawn, mark }) => ({ flow: drawn, mark }),
        equality: (past, current) => past.flow === current.flow,
        handleSet: (handle) => (past, replace, current, delta) => {
          const at = clock()
          const goesOn = current.mark !== null && typeof past === 'object' && past.mark === current.mark && at - lastEdit < ONE_EDIT
          lastEdit = at
          // zundo declares its two kinds of `replace` apart, which no caller can satisfy; it is never given
          if (!goesOn) (handle as (...all: unknown[]) => void)(past, replace, current, delta)
        },
      },
    ),
  )

  /** Of what is chosen, what a drawing has. */
  const stillIn = (now: Flow): ReadonlySet<string> => {
    const keys = keysOf(now)
    return new Set([...store.getState().chosen].filter((key) => keys.has(key)))
  }
  const back = (step: 'undo' | 'redo') => (): void => {
    lastEdit = Number.NEGATIVE_INFINITY // what is typed next is a step of its own
    const before = store.getState().flow
    store.temporal.getState()[step]()
    if (store.getState().flow === before) return
    store.setState({ chosen: stillIn(store.getState().flow), chosenExit: null, said: step === 'undo' ? 'Undone.' : 'Redone.' })
  }
  /** Shows what somebody else saved. What was chosen stays where it still is; steps back would undo their work, so there are none. */
  const follow = (theirs: Flow, said: string): void => {
    store.setState({ flow: theirs, chosen: stillIn(theirs), chosenExit: null, mark: null, said })
    store.temporal.getState().clear()
  }
  return Object.assign(store, { undo: back('undo'), redo: back('redo'), follow })
}

/** What can be chosen in a flow: its nodes, and its free notes. */
export function keysOf({ nodes, remarks }: Flow): ReadonlySet<string> {
  return new Set([...nodes.map(({ id }) => id), ...(remarks ?? []).map(({ id }) => remarkKey(id))])
}

function label(kind: string): string {
  return definitionOf(kind)?.label ?? kind
}
