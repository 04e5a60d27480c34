import type { SkipReason } from '../call/happenings/happening.ts'

/** Small parts of sentences, made without Intl: stories are told inside workflows too. */

/** A length of time as people read it: `0:42`, `12:05`, `1:02:03`. From milliseconds. */
export function clock(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
  const tail = `${hours > 0 ? String(minutes).padStart(2, '0') : minutes}:${String(seconds).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${tail}` : tail
}

/** "Ana", "Ana and Ben", "Ana, Ben and Cy". */
export function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** "Ana’s phone rings", "Ana’s and Ben’s phones ring": whose phones do what. @param count how many; one each unless said */
export function phones(
  names: readonly string[],
  does: { readonly one: string; readonly many: string },
  count = names.length,
): string {
  const whose = listOf(names.map((name) => `${name}’s`))
  return count === 1 ? `${whose} phone ${does.one}` : `${whose} phones ${does.many}`
}

/** Clauses as a sentence: with a capital and a full stop, unless its last words or a quotation bring their own. */
export function sentence(clauses: string): string {
  // an address is shown as it was sent
  const begun = /^\S*[:@]/.test(clauses) ? clauses : clauses.charAt(0).toUpperCase() + clauses.slice(1)
  return /[.!?][”\u2069]*$/.test(begun) ? begun : `${begun}.`
}

/** Why somebody was not rung. */
export const SKIPPED: Readonly<Record<SkipReason, string>> = {
  inactive: 'not active',
  'not-joined': 'has not joined yet',
  'no-verified-phone': 'no verified phone',
  'country-not-allowed': 'calls to the phone’s country are not allowed',
  'own-number': 'it is a number of the organisation itself',
  'own-caller': 'it is the number that is calling',
  loop: 'the call comes from a number of the organisation itself',
  'not-allowed': 'a flow may not call this number',
  talking: 'already on a call',
  limit: 'at most 10 phones ring at once',
}
