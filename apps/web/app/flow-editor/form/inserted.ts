/** A text with the place of a value put where the cursor is, or for what is selected. */
export interface Inserted {
  readonly text: string
  /** What is selected then: what stands instead of an empty value, to be written over; else the end of the place. */
  readonly from: number
  readonly to: number
}

/** @param place as it is written. @param otherwise what of it stands instead of an empty value; null where nothing does. */
export function inserted(
  text: string,
  selected: { readonly from: number; readonly to: number },
  { place, otherwise }: { readonly place: string; readonly otherwise: string | null },
): Inserted {
  const end = selected.from + place.length
  const inside = otherwise === null ? -1 : place.lastIndexOf(otherwise)
  const from = inside < 0 ? end : selected.from + inside
  return {
    text: text.slice(0, selected.from) + place + text.slice(selected.to),
    from,
    to: inside < 0 ? end : from + (otherwise ?? '').length,
  }
}
