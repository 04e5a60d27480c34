/** A list in which the entry at one place stands at another; places that do not exist are the nearest that do. */
export function moved<Entry>(list: readonly Entry[], from: number, to: number): readonly Entry[] {
  const entry = list.slice(from, from + 1)
  const others = list.toSpliced(from, 1)
  return others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, ...entry)
}

/** Where an entry goes by a key that is pressed on its handle; null for any other key. */
export function placeByKey(key: string, { place, count }: { readonly place: number; readonly count: number }) {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, place - 1)
    case 'ArrowDown':
      return Math.min(count - 1, place + 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
