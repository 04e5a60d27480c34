import type { Flow } from '#flows/language/flow.ts'
import type { Standing } from './autosave.ts'

/** What was drawn and is not saved, with what it was based on. */
export interface KeptDraft {
  readonly base: Standing
  readonly drawn: Flow
}

/** What an earlier visit left behind, as it wrote it down. */
export interface LeftDraft {
  readonly text: string
  /** Takes it out, once it is kept or saved elsewhere. */
  forget(): void
}

/** Where this browser keeps what one member drew in one flow, until the server has it. */
export interface DraftShelf {
  /** @returns whether it is kept; a browser may be full, or keep nothing. */
  keep(draft: KeptDraft): boolean
  /** Takes out what this visit kept. */
  forget(): void
  /** What other visits left. */
  left(): readonly LeftDraft[]
}

/** The part of the browser's `Storage` that is used. */
export type DraftStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>

export interface WhoseDraft {
  readonly organisation: string
  readonly member: string
  readonly flow: string
  /** This visit: two tabs must not write over each other's work. */
  readonly visit: string
}

/** @param storage null in a browser that keeps nothing. */
export function draftShelf(
  storage: DraftStorage | null,
  { organisation, member, flow, visit }: WhoseDraft,
): DraftShelf {
  const place = `ringdown draft ${organisation} ${member} ${flow} `
  const own = `${place}${visit}`
  const forget = (key: string): void => void tried(() => storage?.removeItem(key))
  return {
    keep({ base, drawn }) {
      const text = JSON.stringify({ at: Date.now(), revision: base.revision, base: base.flow, drawn })
      return storage !== null && tried(() => storage.setItem(own, text))
    },
    forget: () => forget(own),
    left() {
      const all = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '')
      const others = all.filter((key) => key.startsWith(place) && key !== own)
      return others.map((key) => ({ text: storage?.getItem(key) ?? '', forget: () => forget(key) }))
    },
  }
}

/** Whether it went well: a browser's storage may be full or switched off. */
function tried(what: () => void): boolean {
  try {
    what()
    return true
  } catch {
    return false
  }
}
