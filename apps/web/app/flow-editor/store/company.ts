import { z } from 'zod'

/** That a flow was put aside, and by whom where that is known. */
export const setAside = z.object({ as: z.enum(['archived', 'deleted']), by: z.string().nullable() })
export type SetAside = z.output<typeof setAside>

/** What the server tells somebody who has a flow open. */
export const visited = z.object({
  others: z.array(z.string()),
  live: z.number().nullable(),
  aside: setAside.nullable(),
  /** Names the people and numbers by which the drawing is judged, as they are now. */
  around: z.string(),
  draft: z
    .object({ savedBy: z.string().nullable(), savedAt: z.string(), revision: z.string(), document: z.unknown() })
    .nullable(),
})
export type Visited = z.output<typeof visited>

/**
 * Another's drawing, when it is to be shown now: when everything of ours is saved, and nothing was saved while we asked.
 * Otherwise our next save is refused, and brings both drawings together.
 * @param known the revision with which was asked; null when something was not saved then.
 * @param now the same at this moment.
 */
export function theirsToShow(
  { draft }: Visited,
  { known, now }: { readonly known: string | null; readonly now: string | null },
): Visited['draft'] {
  return known !== null && known === now ? draft : null
}

/** "Olive has this flow open too"; null while nobody else has. */
export function companyWords(others: readonly string[]): string | null {
  const [first, second] = others
  if (first === undefined) return null
  if (second === undefined) return `${first} has this flow open too`
  return others.length === 2
    ? `${first} and ${second} have this flow open too`
    : `${first} and ${others.length - 1} others have this flow open too`
}
