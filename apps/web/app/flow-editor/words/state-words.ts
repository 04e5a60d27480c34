import type { SaveState } from '../store/autosave.ts'

export interface SavedAs {
  readonly save: SaveState
  /** Whether what is not saved is kept in this browser. */
  readonly isKept: boolean
  /** The version that answers calls. */
  readonly version: number | null
  /** How many changes are not in it. */
  readonly unpublished: number
}

/** How far a drawing is saved, and how far calls are answered by it: "Saved · 3 changes not published". */
export function stateWords({ save, isKept, version, unpublished }: SavedAs): string {
  switch (save.kind) {
    case 'not-saved':
      return `Not saved: ${save.why} ${whereItIs(save.tryAgain, isKept)}`.trimEnd()
    case 'stale':
      return `Not saved: ${save.theirs.savedBy ?? 'somebody else'} changed the same field`
    case 'saving':
      return `Saving · ${publishedWords(version, unpublished)}`
    case 'saved':
      return `Saved · ${publishedWords(version, unpublished)}`
  }
}

function whereItIs(tryAgain: boolean, isKept: boolean): string {
  if (!isKept) return `Your changes are only in this window: leave it open${tryAgain ? ' until they are saved' : ''}.`
  return tryAgain ? 'Your changes are kept in this browser and saved as soon as possible.' : ''
}

function publishedWords(version: number | null, unpublished: number): string {
  if (version === null) return 'never published'
  if (unpublished === 0) return `published as version ${version}`
  return unpublished === 1 ? '1 change not published' : `${unpublished} changes not published`
}
