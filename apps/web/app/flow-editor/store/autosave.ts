import type { Flow } from '#flows/language/flow.ts'

/** How far the drawing is kept. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** `tryAgain`: without anybody doing anything, as when the server cannot be reached. */
  | { readonly kind: 'not-saved'; readonly why: string; readonly tryAgain: boolean }
  /** Somebody else changed the same field: a person says whose value stays. */
  | { readonly kind: 'stale'; readonly theirs: Theirs }

/** The draft as the server has it. */
export interface Standing {
  readonly revision: string
  readonly flow: Flow
}

/** What somebody else saved in the meantime. */
export interface Theirs {
  readonly savedBy: string | null
  /** ISO 8601. */
  readonly savedAt: string
  readonly revision: string
  readonly document: unknown
}

/** What came of one save. */
export type Saved =
  | { readonly kind: 'saved'; readonly revision: string }
  | { readonly kind: 'failed'; readonly why: string; readonly tryAgain: boolean }
  | { readonly kind: 'stale'; readonly theirs: Theirs }

export interface Autosave {
  /** Hands over a drawing that is to be kept. */
  changed(flow: Flow): void
  /** Saves at once what is not saved yet; the revision that stands then, null when it could not be saved. */
  flush(): Promise<string | null>
  /** The revision that stands, as far as is known; null while something is not saved. */
  settled(): string | null
  /** What the next save is based on. */
  base(): Standing
  /** What the server does not have yet. */
  unsaved(): Flow | null
  /**
   * Goes on from a draft that was learned otherwise: another's save, a restored version, or what an earlier visit began with.
   * @param drawn what is to be saved upon it; absent, it is what is drawn.
   */
  rebase(standing: Standing, drawn?: Flow): void
  /** Ends the waiting; what is not saved is given to nobody. */
  stop(): void
}

export interface AutosaveOptions {
  /** The draft with which the drawing began. */
  readonly standing: Standing
  /** Milliseconds of quiet before a save. */
  readonly quiet: number
  /** Milliseconds before a failed save is tried again. */
  readonly again: number
  send(flow: Flow, base: string): Promise<Saved>
  /** Brings what somebody else saved together with what is drawn here, and rebases; false when a person must be asked. */
  merge(theirs: Theirs): Promise<boolean>
  onState(state: SaveState): void
  /** Calls back after some milliseconds; the returned function stops it. */
  after(milliseconds: number, then: () => void): () => void
}

/**
 * Keeps a drawing while it is drawn: one save at a time, each based on the one before, so that of two people who draw at
 * once the second learns of it instead of wiping the first one's work away.
 */
export function createAutosave({ standing, quiet, again, send, merge, onState, after }: AutosaveOptions): Autosave {
  let base = standing
  let unsaved: Flow | null = null
  let running: Promise<void> | null = null
  let isStale = false
  let stopTimer = (): void => undefined

  function waitFor(milliseconds: number): void {
    stopTimer()
    stopTimer = after(milliseconds, () => void saveAll())
  }

  async function saveAll(): Promise<void> {
    stopTimer()
    running ??= saveWhileUnsaved().finally(() => (running = null))
    await running
  }

  async function saveWhileUnsaved(): Promise<void> {
    while (unsaved && !isStale) {
      const flow: Flow = unsaved
      onState({ kind: 'saving' })
      const saved = await send(flow, base.revision)
      if (saved.kind === 'saved') {
        base = { revision: saved.revision, flow }
        if (unsaved === flow) unsaved = null
      } else if (saved.kind === 'failed') {
        onState({ kind: 'not-saved', why: saved.why, tryAgain: saved.tryAgain })
        if (saved.tryAgain) waitFor(again)
        return
      } else if (!(await merge(saved.theirs))) {
        isStale = true
        onState({ kind: 'stale', theirs: saved.theirs })
        return
      }
    }
    if (!isStale) onState({ kind: 'saved' })
  }

  return {
    changed(flow) {
      unsaved = flow
      if (isStale) return
      onState({ kind: 'saving' })
      waitFor(quiet)
    },
    async flush() {
      await saveAll()
      return unsaved || isStale ? null : base.revision
    },
    settled: () => (unsaved || running || isStale ? null : base.revision),
    base: () => base,
    unsaved: () => unsaved,
    rebase(next, drawn) {
      base = next
      isStale = false
      unsaved = drawn ?? null
      stopTimer()
      if (drawn) waitFor(0)
      onState({ kind: drawn ? 'saving' : 'saved' })
    },
    stop: () => stopTimer(),
  }
}
