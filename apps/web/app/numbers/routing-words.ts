import { isolated } from '#flows/story/isolated.ts'
import { afterColon, type ReadinessCheck } from '#infra/db/member/readiness-words.ts'
import type { ListedSeat } from '#infra/deeds/numbers/seats.ts'

/** How many names are said before "then 5 others". */
const MOST_NAMED = 5

/** "Ana rings first, then Ben, then Cy." @param names of those who ring, in order. */
export function ringsInWords(names: readonly string[]): string {
  const [first, ...others] = names.map(isolated)
  if (first === undefined) return 'Nobody rings from this list.'
  if (others.length === 0) return `Only ${first} rings.`
  const named = others.length > MOST_NAMED ? others.slice(0, MOST_NAMED - 1) : others
  const rest = others.length - named.length
  return `${first} rings first, then ${named.join(', then ')}${rest > 0 ? `, then ${rest} others` : ''}.`
}

/** Why this list does not ring somebody on it and what helps, or null. @param person absent: just taken off the number. */
export function whySkipped(
  { active }: ListedSeat,
  person: { readonly barred: Pick<ReadinessCheck, 'says' | 'fix'> | null; readonly isChosen: boolean } | undefined,
): string | null {
  if (!person) return null
  if (person.barred)
    return `Skipped: ${afterColon(person.barred.says)}. ${person.barred.fix ?? ''}${active ? '' : ' Then turn the seat on.'}`
  if (active) return null
  return person.isChosen
    ? 'Skipped here until switched on, but rung by another step of the flow. Keeps their place.'
    : 'Skipped until switched on. Keeps their place.'
}
