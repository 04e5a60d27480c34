import { pino } from 'pino'

/**
 * A log line's fields, none of them longer than anybody would read: strangers choose what addresses, names and bodies they
 * send, and errors quote them. Cut here, before the line is written and filtered. Errors become what there is to say of them,
 * under whatever name they stand.
 */
export function cutFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cut(value, 1)]))
}

/**
 * A line that is too long even so, because of its message or its many fields, as a line of the same form.
 * @param line JSON, as pino writes it
 */
export function cutLine(line: string): string {
  if (line.length <= MOST_LINE) return line
  const fields = cutFields(JSON.parse(line) as Record<string, unknown>) // pino writes objects and nothing else
  const whole = JSON.stringify(fields)
  const { level, time, part, msg } = fields
  return `${whole.length <= MOST_LINE ? whole : JSON.stringify({ level, time, part, cut: whole.slice(0, MOST_TEXT), msg })}\n`
}

/** @param depth how far below the line's own fields `value` stands. */
function cut(value: unknown, depth: number): unknown {
  if (typeof value === 'string')
    return value.length > MOST_TEXT ? `${value.slice(0, MOST_TEXT)}… (${value.length} characters)` : value
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (depth >= MOST_DEPTH) return '…'
  if (value instanceof Error) return cut({ ...pino.stdSerializers.err(value) }, depth)
  if (Array.isArray(value))
    return [
      ...value.slice(0, MOST_ENTRIES).map((each) => cut(each, depth + 1)),
      ...(value.length > MOST_ENTRIES ? [`… (${value.length} entries)`] : []),
    ]
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_ENTRIES)
      .map(([name, each]) => [name, cut(each, depth + 1)]),
  )
}

/** In UTF-16 units; a stack of ours is shorter. */
const MOST_TEXT = 4000
/** Likewise; four such texts. */
const MOST_LINE = 16_000
const MOST_ENTRIES = 50
const MOST_DEPTH = 6
