import type { SaveState } from '../store/autosave.ts'

/** How far a drawing is kept, and how far calls are answered by it: "Saved · 3 changes not published". */
export function stateWords(save: SaveState, live: { readonly version: number | null; readonly unpublished: number }): string {
  switch (save.kind) {
    case 'not-saved':
      return `Not saved: ${save.why}`
    case 'stale':
      return `Not saved: ${save.theirs.savedBy ?? 'somebody else'} saved this flow meanwhile`
    case 'saving':
      return `Saving · ${publishedWords(live)}`
    case 'saved':
      return `Saved · ${publishedWords(live)}`
  }
}

function publishedWords({ version, unpublished }: { readonly version: number | null; readonly unpublished: number }): string {
  if (version === null) return 'never published'
  if (unpublished === 0) return `published as version ${version}`
  return unpublished === 1 ? '1 change not published' : `${unpublished} changes not published`
}
