import { z } from 'zod'

/** One of the things that a field offers. */
export interface Choice {
  readonly value: string
}

/** A number as people count, "12"; what a program may write for one ("1e1", "0xC", "+12", "12.0") is none. */
export function wholeNumber(most: number) {
  return z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,15}$/)
    .transform(Number)
    .pipe(z.number().max(most))
    .nullable()
    .catch(null)
}

/**
 * What was asked for in the address and is not understood, a sentence for each field. Whoever gets one must search for
 * nothing: nobody should take what they see for what they asked for.
 * @param query what was read of it; null: nothing.
 * @param nouns what each field takes, as in "a date".
 * @param offered for fields that offer a list: what is in it.
 */
export function notUnderstood<Name extends string>(
  asked: URLSearchParams,
  query: Readonly<Record<Name, unknown>>,
  nouns: Readonly<Record<Name, string>>,
  offered: Partial<Readonly<Record<Name, readonly Choice[]>>> = {},
): Partial<Record<Name, string>> {
  const said: Partial<Record<Name, string>> = {}
  for (const name of Object.keys(nouns) as Name[]) {
    // the keys of its own type
    const value = asked.get(name)?.trim() ?? ''
    const isOffered = offered[name]?.some((choice) => choice.value === query[name]) ?? query[name] !== null
    if (value !== '' && !isOffered)
      said[name] = `“${value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value}” is not ${nouns[name]}.`
  }
  return said
}

/** Days with no moment between them. */
export function daysTrouble({ from, to }: { readonly from: string | null; readonly to: string | null }): {
  readonly to?: string
} {
  return from !== null && to !== null && to < from
    ? { to: 'This day is before the first one. Choose a later one.' }
    : {}
}

/** In characters. */
const LONGEST = 40
