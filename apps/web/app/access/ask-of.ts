import { isolated } from '#flows/story/isolated.ts'

/** Whom to ask, as the end of a refusal: " Ask Olive or Adam." Of more than three the first three. */
export function askOf(names: readonly string[]): string {
  return names.length === 0
    ? ''
    : ` Ask ${new Intl.ListFormat('en', { type: 'disjunction' }).format(names.slice(0, 3).map(isolated))}.`
}
