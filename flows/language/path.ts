/** Where a value stands in a document, from the outside in. */
export type Path = readonly PropertyKey[]

/** A path as issues and problems name it: `keys[2].prompt`. */
export function pathWords(path: Path): string {
  return path.reduce<string>(
    (words, part) =>
      typeof part === 'number' ? `${words}[${part}]` : words ? `${words}.${String(part)}` : String(part),
    '',
  )
}

/** Whether a path in words is another one, or leads to a place within it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`)
}

/** What stands at a place within a value; undefined where there is no such place. */
export function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (within, part) => (Array.isArray(within) && typeof part === 'number' ? within[part] : recordOf(within)[part]),
    whole,
  )
}

/** A value with another one at a place within it; `undefined` takes away what is there. What was not touched stays the same object. */
export function withValueAt(whole: unknown, [part, ...rest]: Path, value: unknown): unknown {
  if (part === undefined) return value
  if (typeof part === 'number') {
    const list: readonly unknown[] = Array.isArray(whole) ? whole : []
    return list.with(part, withValueAt(list[part], rest, value))
  }
  const { [part]: before, ...others } = recordOf(whole)
  const next = withValueAt(before, rest, value)
  return next === undefined ? others : { ...recordOf(whole), [part]: next }
}

/** A value's fields; of what has none, nothing. */
export function recordOf(value: unknown): Readonly<Record<PropertyKey, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
