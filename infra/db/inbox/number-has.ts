import type { DigitsAt } from '#infra/telephone/searched-number.ts'

interface Has {
  readonly sql: string
  readonly values: string[]
}

/** Whether an E.164 number in a column has one of these digits where they must stand; false when there are none. */
export function numberHas(column: string, all: readonly DigitsAt[]): Has {
  return has(column, all, '^')
}

/** The same of any E.164 number within the text of a column. */
export function textHasNumber(text: string, all: readonly DigitsAt[]): Has {
  return has(text, all, '')
}

function has(column: string, all: readonly DigitsAt[], from: '^' | ''): Has {
  if (all.length === 0) return { sql: 'false', values: [] }
  const sql = all.map(({ place }) => `${column} ~ ('${from}${patterns[place]}' || ?::text)`).join(' or ')
  return { sql: `(${sql})`, values: all.map(({ digits }) => digits) }
}

const patterns = {
  anywhere: String.raw`\+\d*`,
  start: String.raw`\+`,
  'after-country': String.raw`\+\d{1,3}`,
} as const
