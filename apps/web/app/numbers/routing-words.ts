import { isolated } from '#flows/isolated.ts'
import { afterColon, type ReadinessCheck } from '../shared/readiness-words.ts'
import type { ListedSeat } from './routing-changes.ts'

/** So many names are said before "then 5 others". */
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

/** Why calls skip somebody on the list and what helps, or null. @param person absent: just taken off the number. */
export function whySkipped({ active }: ListedSeat, person: { readonly barred: Pick<ReadinessCheck, 'says' | 'fix'> | null } | undefined): string | null {
  if (!person) return null
  if (person.barred) return `Skipped: ${afterColon(person.barred.says)}. ${person.barred.fix ?? ''}${active ? '' : ' Then switch the seat on.'}`
  return active ? null : 'Skipped until switched on. Keeps this place.'
}
