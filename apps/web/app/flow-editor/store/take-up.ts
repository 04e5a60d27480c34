import { z } from 'zod'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import { isSame } from '../drawing/three-ways.ts'
import type { Autosave } from './autosave.ts'
import type { KeptDraft, LeftDraft } from './draft-shelf.ts'
import type { EditorStore } from './editor-store.ts'

interface TakingUp {
  readonly store: EditorStore
  readonly autosave: Autosave
  /** Keeps what is drawn now; whether it is kept. */
  keep(): boolean
}

/** Draws again what earlier visits could not save, on top of what they had begun with, and sends it. */
export async function takeUp(left: readonly LeftDraft[], { store, autosave, keep }: TakingUp): Promise<void> {
  for (const { base, drawn, forget } of readDrafts(left)) {
    const isNews = !isSame(base.flow, drawn) && !isSame(drawn, store.getState().flow)
    if (isNews) {
      store.getState().replace(drawn, 'Your changes that could not be saved before are here again.')
      autosave.rebase(base, drawn)
    }
    if (!isNews || keep()) forget()
    if ((await autosave.flush()) === null) return // the rest when this is saved
  }
}

/** What earlier visits left, the oldest first. What this Ringdown cannot read stays where it is. */
export function readDrafts(left: readonly LeftDraft[]): readonly (KeptDraft & { forget(): void })[] {
  const read = left.flatMap(({ text, forget }) => {
    const draft = readDraft(text)
    return draft ? [{ ...draft, forget }] : []
  })
  return read.toSorted((a, b) => a.at - b.at)
}

const form = z.object({ at: z.number(), revision: z.string(), base: z.unknown(), drawn: z.unknown() })

function readDraft(text: string): (KeptDraft & { readonly at: number }) | null {
  try {
    const { at, revision, base, drawn } = form.parse(JSON.parse(text))
    const [before, now] = [readFlow(base), drawnFlow(drawn)]
    return before.ok && now ? { at, base: { revision, flow: before.flow }, drawn: now } : null
  } catch {
    return null
  }
}

const unfinished = z.looseObject({ name: z.string(), nodes: z.array(z.looseObject({ title: z.string() })) })

/** A drawing as it was left: a title that somebody was about to write may be empty. */
function drawnFlow(json: unknown): Flow | null {
  const { name, nodes, ...rest } = unfinished.parse(json)
  const filled = {
    ...rest,
    name: name.trim() || '-',
    nodes: nodes.map((node) => ({ ...node, title: node.title.trim() || '-' })),
  }
  const read = readFlow(filled)
  if (!read.ok) return null
  const titles = read.flow.nodes.map((node, index) => ({
    ...node,
    title: nodes[index]?.title.trim() ? node.title : '',
  }))
  return { ...read.flow, name: name.trim() ? read.flow.name : '', nodes: titles }
}
