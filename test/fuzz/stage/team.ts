export interface Teammate {
  readonly name: string
  readonly email: string
  /** E.164. */
  readonly phone: string
}

const NAMES = [
  'Alma',
  'Bela',
  'Cleo',
  'Dan',
  'Eva',
  'Finn',
  'Gina',
  'Hugo',
  'Iris',
  'Jon',
  'Kira',
  'Leo',
  'Mona',
  'Nils',
  'Olga',
  'Paul',
]

/** The people whose phones ring; each is on several lines, so that calls share them. */
export const team: readonly Teammate[] = NAMES.map((name, at) => ({
  name,
  email: `${name.toLowerCase()}@fuzz.test`,
  phone: `+12025560${String(at).padStart(3, '0')}`,
}))

/** This many of the team, beginning with this one and going round. */
export function teammates(from: number, count: number): readonly Teammate[] {
  return Array.from({ length: count }, (_, at) => team[(from + at) % team.length]).filter((one) => one !== undefined)
}
