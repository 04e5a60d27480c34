/** The exits of rows, finished or not, in their order: each has one of its own. */
export function exitsOfRows(rows: readonly { readonly name?: string }[]): readonly `is-${string}`[] {
  const names: `is-${string}`[] = []
  for (const { name = '' } of rows) {
    const plain = `is-${slug(name) || 'row'}` as const
    let own = plain
    for (let n = 2; names.includes(own); n += 1) own = `${plain}-${n}`
    names.push(own)
  }
  return names
}

/** A name as it stands in an exit's: letters and digits of any script. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replaceAll(' ', '-')
}
