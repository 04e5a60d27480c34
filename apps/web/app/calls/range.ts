/** The part of a file that a `Range` header asks for, `until` not included; null for all of it, also if unreadable. */
export function rangeOf(
  header: string | null,
  size: number,
): { readonly from: number; readonly until: number } | 'none-of-it' | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'none-of-it' : { from: size - length, until: size }
  }
  const from = Number(first)
  const until = last === '' ? size : Math.min(Number(last) + 1, size)
  if (last !== '' && Number(last) < from) return null
  return from >= size ? 'none-of-it' : { from, until }
}
