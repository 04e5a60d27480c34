import type { Flow } from '#flows/flow.ts'

/** How far the drawing is kept. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** It stays here and is tried again. */
  | { readonly kind: 'not-saved'; readonly why: string }
  | { readonly kind: 'stale'; readonly theirs: Theirs }

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
  /** Tells of a drawing that is to be kept. */
  changed(flow: Flow): void
  /** Saves at once what is not saved yet; the revision that stands then, null when it could not be saved. */
  flush(): Promise<string | null>
  /** The revision that stands, as far as is known; null while something is not saved. */
  settled(): string | null
  /** Goes on from a revision that was learned otherwise (another's save was taken or overruled, a version restored). */
  rebase(revision: string): void
  /** Ends the waiting; what is not saved is given to nobody. */
  stop(): void
}

export interface AutosaveOptions {
  /** The revision that the drawing began with. */
  readonly revision: string
  /** Milliseconds of quiet before a save. */
  readonly quiet: number
  /** Milliseconds before a failed save is tried again. */
  readonly again: number
  send(flow: Flow, base: string): Promise<Saved>
  onState(state: SaveState): void
  /** Calls back after some milliseconds; the answer stops it. */
  after(milliseconds: number, then: () => void): () => void
}

/**
 * Keeps a drawing while it is drawn: one save at a time, each based on the one before, so that of two people who draw at
 * once the second learns of it instead of wiping the first one's work away.
 */
export function createAutosave({ revision, quiet, again, send, onState, after }: AutosaveOptions): Autosave {
  let base = revision
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
      const saved = await send(flow, base)
      if (saved.kind === 'saved') {
        base = saved.revision
        if (unsaved === flow) unsaved = null
      } else if (saved.kind === 'stale') {
        isStale = true
        onState({ kind: 'stale', theirs: saved.theirs })
        return
      } else {
        onState({ kind: 'not-saved', why: saved.why })
        if (saved.tryAgain) waitFor(again)
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
      return unsaved || isStale ? null : base
    },
    settled: () => (unsaved || running || isStale ? null : base),
    rebase(next) {
      base = next
      isStale = false
      unsaved = null
      stopTimer()
      onState({ kind: 'saved' })
    },
    stop: () => stopTimer(),
  }
}
