/** What a field of a happening may hold. Not zod: workflows and browsers read happenings too. */
export interface Field<Value> {
  /** What stands in its place for whoever must not see it. */
  readonly blank: Value
  fits(value: unknown): boolean
  readonly optional?: true
}

export type Fields = Readonly<Record<string, Field<unknown>>>

/** A happening of this kind, as its fields describe it. */
export type What<Kind extends string, Of extends Fields> = Flat<
  { readonly kind: Kind } & { readonly [Name in Needed<Of>]: ValueOf<Of[Name]> } & {
    readonly [Name in Exclude<keyof Of, Needed<Of>>]?: ValueOf<Of[Name]>
  }
>

type Flat<T> = { readonly [Name in keyof T]: T[Name] }
type ValueOf<F> = F extends Field<infer Value> ? Value : never
type Needed<Of extends Fields> = {
  [Name in keyof Of]: Of[Name] extends { readonly optional: true } ? never : Name
}[keyof Of]

export const text: Field<string> = { blank: '', fits: (value) => typeof value === 'string' }
export const count: Field<number> = { blank: 0, fits: (value) => typeof value === 'number' && Number.isFinite(value) }
export const yes: Field<true> = { blank: true, fits: (value) => value === true }
export const texts: Field<readonly string[]> = {
  blank: [],
  fits: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
}

/** One of these words. */
export function oneOf<const Word extends string>(...words: readonly [Word, ...Word[]]): Field<Word> {
  return { blank: words[0], fits: (value) => words.some((word) => word === value) }
}

/** A list of what some other table of kinds describes: each has the named field, and is checked by whoever reads it. */
export function listOf<Value>(named: string): Field<readonly Value[]> {
  return {
    blank: [],
    fits: (value) =>
      Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && named in one),
  }
}

export function orNull<Value>(field: Field<Value>): Field<Value | null> {
  return { blank: null, fits: (value) => value === null || field.fits(value) }
}

export function optional<Value>(field: Field<Value>): Field<Value> & { readonly optional: true } {
  return { ...field, fits: (value) => value === undefined || field.fits(value), optional: true }
}

/** Whether a value has every field as it should be. What else it has is nobody's business: a newer release may add to it. */
export function fits(value: object, fields: Fields): boolean {
  // without lists made of them: every fold asks this of every event
  for (const name in fields) if (fields[name]?.fits((value as Record<string, unknown>)[name]) === false) return false // read as unknown
  return true
}

/** Makes what those may see who may see only the fields named: of the others no more than that they exist. */
export function only<Of extends Fields>(
  fields: Of,
  ...named: readonly (keyof Of & string)[]
): <Whole extends { readonly kind: string }>(what: Whole) => Whole {
  const seen = new Set<string>(named)
  return <Whole extends { readonly kind: string }>(what: Whole): Whole => {
    const shown = Object.entries(fields).flatMap(([name, field]): [string, unknown][] => {
      if (seen.has(name)) return name in what ? [[name, (what as Record<string, unknown>)[name]]] : []
      return field.optional ? [] : [[name, field.blank]]
    })
    return { kind: what.kind, ...Object.fromEntries(shown) } as unknown as Whole // every field that must be there is
  }
}
