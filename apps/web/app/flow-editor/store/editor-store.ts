import { temporal } from 'zundo'
import { createStore } from 'zustand/vanilla'
import { definitionOf, type Flow, type FlowNode } from '#flows/language/flow.ts'
import { clipWords, copyNodes, pasteNodes, type Clip } from '../drawing/clip.ts'
import {
  addAfter,
  addNode,
  changeConfig,
  changeNode,
  connect,
  disconnect,
  moveNodes,
  removeNodes,
  type ExitOf,
} from '../drawing/drawing.ts'
import type { Direction } from '../drawing/exit-place.ts'
import { hasEntry } from '../drawing/kinds.ts'
import { droppedWords } from '../words/dropped-words.ts'
import { addRemark, changeRemark, moveRemarks, remarkKey, removeRemarks } from '../drawing/remarks.ts'
import { exitWords } from '#flows/language/exits.ts'

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
  /** What the last change of settings took away besides, in words, and the drawing that it left. */
  readonly beside: { readonly words: string; readonly flow: Flow } | null
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
  /** Lays everything out again, in this direction. @param places as `arrange` finds them. */
  arrange(direction: Direction, places: ReadonlyMap<string, FlowNode['position']>): void
  /** The direction that this browser used last. */
  face(direction: Direction): void
  addRemark(wish: FlowNode['position']): void
  setRemark(key: string, text: string): void
  rename(name: string): void
  setTitle(id: string, title: string): void
  setNote(id: string, note: string): void
  /** @param part where within the field somebody writes, the field itself unless said; null for what is a step of its own. */
  setField(id: string, field: string, value: unknown, part?: string | null): void
  paste(clip: Clip): void
  duplicate(): void
  /** What was said of a change has been read. */
  forget(): void
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
        const bringIn = (
          next: Flow,
          { ids, said }: { readonly ids: readonly string[]; readonly said: string },
        ): void => {
          change(next, { chosen: new Set(ids), chosenExit: null, added: get().added + 1, said })
        }
        const nameOf = ({ from, exit }: ExitOf): string =>
          `“${exitWords(
            get().flow.nodes.find((node) => node.id === from),
            exit,
          )}” of ${title(from)}`
        const title = (id: string): string => get().flow.nodes.find((node) => node.id === id)?.title ?? id
        return {
          flow,
          direction: 'right',
          chosen: new Set(),
          chosenExit: null,
          asked: { field: '', count: 0, isWaiting: false },
          added: 0,
          said: '',
          beside: null,
          mark: null,
          choose: (ids) => set({ chosen: new Set(ids), chosenExit: null, asked: { ...get().asked, isWaiting: false } }),
          chooseExit: (chosenExit) => set({ chosenExit, chosen: new Set() }),
          goTo: (id, field = '') =>
            set({
              chosen: new Set([id]),
              chosenExit: null,
              asked: { field, count: get().asked.count + 1, isWaiting: true },
            }),
          arrived: () => set({ asked: { ...get().asked, isWaiting: false } }),
          add(kind, wish) {
            if (definitionOf(kind)?.group === 'start' && hasEntry(get().flow))
              return set({ said: 'Calls come in here already: a flow has one incoming call.' })
            const added = addNode(get().flow, { kind, wish })
            bringIn(added.flow, { ids: [added.id], said: `Added ${label(kind)}.` })
          },
          addAfter(exit, kind, wish) {
            const added = addAfter(get().flow, { ...exit, kind, wish, direction: get().direction })
            bringIn(added.flow, { ids: [added.id], said: `Added ${label(kind)} after ${nameOf(exit)}.` })
          },
          connect: (exit, to) =>
            change(connect(get().flow, { ...exit, to }), { said: `${nameOf(exit)} leads to ${title(to)}.` }),
          disconnect: (exit) =>
            change(disconnect(get().flow, exit), { chosenExit: null, said: `${nameOf(exit)} leads nowhere now.` }),
          remove(ids) {
            const before = get().flow
            const next = removeRemarks(removeNodes(before, ids), ids)
            const count = before.nodes.length - next.nodes.length
            const said =
              count === 1
                ? `Removed ${before.nodes.find((node) => !next.nodes.includes(node))?.title}.`
                : count > 1
                  ? `Removed ${count} nodes.`
                  : 'Removed the note.'
            if (next === before) set({ said: 'The incoming call cannot be removed: a flow needs one.' })
            change(next, { chosen: new Set(), said })
          },
          move: (places) => change(moveRemarks(moveNodes(get().flow, places), places), { said: 'Moved.' }),
          arrange(direction, places) {
            set({ direction })
            change(moveNodes(get().flow, places), {
              said: direction === 'down' ? 'Arranged from top to bottom.' : 'Arranged from left to right.',
            })
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
          setField(id, field, value, part = field) {
            const { [field]: _before, ...others } = get().flow.nodes.find((node) => node.id === id)?.config ?? {}
            const config = value === undefined ? others : { ...others, [field]: value }
            const { flow: next, dropped } = changeConfig(get().flow, id, config)
            if (dropped.length === 0) return set({ flow: next, mark: part === null ? null : `field ${id} ${part}` })
            const words = droppedWords(get().flow, dropped)
            change(next, { said: words, beside: { words, flow: next } }) // a step of its own, with all that it took away
          },
          paste(clip) {
            const pasted = pasteNodes(get().flow, clip)
            bringIn(pasted.flow, { ids: pasted.keys, said: `Pasted ${clipWords(clip)}.` })
          },
          duplicate() {
            const clip = copyNodes(get().flow, get().chosen)
            if (clip) get().paste(clip)
          },
          forget: () => set({ beside: null }),
          replace: (next, said) => change(next, { chosen: new Set(), chosenExit: null, said }),
        }
      },
      {
        limit: 200,
        partialize: ({ flow: drawn, mark }) => ({ flow: drawn, mark }),
        equality: (past, current) => past.flow === current.flow,
        handleSet: (handle) => (past, replace, current, delta) => {
          const at = clock()
          const goesOn =
            current.mark !== null && typeof past === 'object' && past.mark === current.mark && at - lastEdit < ONE_EDIT
          lastEdit = at
          // zundo declares its two kinds of `replace` apart, which no caller can satisfy; it is never given
          if (!goesOn) (handle as (...all: unknown[]) => void)(past, replace, current, delta)
        },
      },
    ),
  )

  /** What a drawing has of what is chosen. */
  const stillIn = (now: Flow): ReadonlySet<string> => {
    const keys = keysOf(now)
    return new Set([...store.getState().chosen].filter((key) => keys.has(key)))
  }
  const back = (step: 'undo' | 'redo') => (): void => {
    lastEdit = Number.NEGATIVE_INFINITY // what is typed next is a step of its own
    const before = store.getState().flow
    store.temporal.getState()[step]()
    if (store.getState().flow === before) return
    store.setState({
      chosen: stillIn(store.getState().flow),
      chosenExit: null,
      beside: null,
      said: step === 'undo' ? 'Undone.' : 'Redone.',
    })
  }
  /**
   * Shows what somebody else saved together with what was drawn here. That is not a step of this person, whose own undo
   * and redo go on without it. What was chosen stays where it still is.
   */
  const follow = ({ flow: together, key, steps: { past, future } }: Followed, said: string): void => {
    const { chosen } = store.getState()
    const { pause, resume } = store.temporal.getState()
    const there = keysOf(together)
    pause()
    store.setState({
      flow: together,
      chosen: new Set([...chosen].map(key).filter((one) => there.has(one))),
      chosenExit: null,
      mark: null,
      said,
    })
    resume()
    store.temporal.setState({ pastStates: [...past], futureStates: [...future] })
  }
  return Object.assign(store, { undo: back('undo'), redo: back('redo'), follow })
}

/** A step that can be undone or redone. */
interface Step {
  readonly flow?: Flow
  readonly mark?: string | null
}

/** How an editor follows what somebody else saved. */
interface Followed {
  readonly flow: Flow
  /** What a chosen thing is called now. */
  key(key: string): string
  readonly steps: { readonly past: readonly Step[]; readonly future: readonly Step[] }
}

/** What can be chosen in a flow: its nodes, and its free notes. */
export function keysOf({ nodes, remarks }: Flow): ReadonlySet<string> {
  return new Set([...nodes.map(({ id }) => id), ...(remarks ?? []).map(({ id }) => remarkKey(id))])
}

function label(kind: string): string {
  return definitionOf(kind)?.label ?? kind
}
