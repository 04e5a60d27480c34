import { isTimeZone, timeZoneWords } from '#flows/language/time-zone.ts'

export interface ListedZone {
  /** By which it is kept. */
  readonly value: string
  /** Today's name of it, as people read it. */
  readonly label: string
}

/**
 * The time zones to choose from, each by the name that it has today, in the order of those names.
 * @param chosen stays as it is kept, also by an older name or where this browser does not list it.
 */
export function listedZones(chosen: string | null): readonly ListedZone[] {
  const today = new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map(todaysName)])
  if (chosen !== null) today.delete(todaysName(chosen))
  const kept = chosen === null ? [...today] : [...today, chosen]
  return kept
    .map((value) => ({ value, label: timeZoneWords(todaysName(value)) }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1))
}

/** Those whose name of today, older name or country has what is typed in it; those of a country of that name come first. */
export function zonesFound(zones: readonly ListedZone[], typed: string): readonly ListedZone[] {
  const wanted = plain(typed)
  if (wanted === '') return zones
  const fits = ({ value, label }: ListedZone) =>
    [label, todaysName(value), value, OLDER.get(todaysName(value)) ?? ''].some((name) => plain(name).includes(wanted))
  const there =
    wanted.length < 3 ? [] : zones.filter(({ value }) => countriesOf(value).some((name) => name.includes(wanted)))
  return [...new Set([...there, ...zones.filter(fits)])]
}

/** Written as people type: in small letters, without marks and with spaces. */
function plain(words: string): string {
  return words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[_/\s]+/g, ' ')
    .trim()
    .toLowerCase()
}

/** Browsers list zones by the names that they had when the lists began. Two names of one zone are both understood. */
function todaysName(zone: string): string {
  const name = RENAMED[zone]
  return name !== undefined && isTimeZone(name) ? name : zone
}

const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

const OLDER: ReadonlyMap<string, string> = new Map(Object.entries(RENAMED).map(([older, today]) => [today, older]))

let known: ReadonlyMap<string, readonly string[]> | null = null

/** Names of the countries in which a zone lies, as `plain` writes them: the browser itself knows, so no table is sent. */
function countriesOf(zone: string): readonly string[] {
  known ??= countriesByZone()
  return known.get(todaysName(zone)) ?? []
}

function countriesByZone(): ReadonlyMap<string, readonly string[]> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const found = new Map<string, string[]>()
  for (const region of regions()) {
    const name = names.of(region)
    if (name === undefined) continue
    for (const zone of zonesIn(region).map(todaysName)) found.set(zone, [...(found.get(zone) ?? []), plain(name)])
  }
  return found
}

/** Every two letters: Intl lists no countries, and knows which of these is none. */
function regions(): readonly string[] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  return letters.flatMap((first) => letters.map((second) => first + second))
}

/** TypeScript does not know it yet: Intl Locale Info. Where a browser lacks it, zones are found by their names alone. */
function zonesIn(region: string): readonly string[] {
  const locale: Intl.Locale & { getTimeZones?(): readonly string[] | undefined } = new Intl.Locale(`und-${region}`)
  return locale.getTimeZones?.() ?? []
}
