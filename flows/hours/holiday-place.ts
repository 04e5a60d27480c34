import places from './holiday-places.json' with { type: 'json' }

const names: Readonly<Record<string, string>> = places

/** The places whose public holidays are known, as a form offers them: by name, a country before its parts. */
export const listedPlaces: readonly { readonly value: string; readonly label: string }[] = Object.entries(names).map(
  ([value, label]) => ({ value, label }),
)

export function isHolidayPlace(place: string): boolean {
  return Object.hasOwn(names, place)
}

/** A place by its name: "Germany, Bavaria". */
export function placeWords(place: string): string {
  return (isHolidayPlace(place) && names[place]) || place
}
