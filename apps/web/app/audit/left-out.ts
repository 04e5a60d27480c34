/**
 * What was asked for in the address and cannot be, a sentence for each field: nobody should take what they see for what
 * they asked for.
 * @param query what was read of it; null: nothing.
 * @param nouns what each field takes, as in "a date".
 */
export function leftOut<Name extends string>(asked: URLSearchParams, query: Readonly<Record<Name, unknown>>, nouns: Readonly<Record<Name, string>>): Partial<Record<Name, string>> {
  const said: Partial<Record<Name, string>> = {}
  for (const name of Object.keys(nouns) as Name[]) { // the keys of its own type
    const value = asked.get(name)?.trim() ?? ''
    if (value !== '' && query[name] === null) said[name] = `“${value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value}” is not ${nouns[name]}, so it is left out.`
  }
  return said
}

/** In characters. */
const LONGEST = 40
