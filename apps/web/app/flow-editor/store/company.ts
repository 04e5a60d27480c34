import { z } from 'zod'

/** What the server tells somebody who has a flow open. */
export const visited = z.object({
  others: z.array(z.string()),
  live: z.number().nullable(),
  draft: z.object({ savedBy: z.string().nullable(), savedAt: z.string(), revision: z.string(), document: z.unknown() }).nullable(),
})
export type Visited = z.output<typeof visited>

/**
 * Another's drawing, when it may be shown instead of ours: only when everything of ours is saved, and nothing was saved
 * while we asked. Otherwise our next save is refused, and the person decides.
 * @param known the revision with which was asked; null when something was not saved then.
 * @param now the same at this moment.
 */
export function theirsToShow({ draft }: Visited, { known, now }: { readonly known: string | null; readonly now: string | null }): Visited['draft'] {
  return known !== null && known === now ? draft : null
}

/** "Olive has this flow open too"; null while nobody else has. */
export function companyWords(others: readonly string[]): string | null {
  const [first, second] = others
  if (first === undefined) return null
  if (second === undefined) return `${first} has this flow open too`
  return others.length === 2 ? `${first} and ${second} have this flow open too` : `${first} and ${others.length - 1} others have this flow open too`
}
