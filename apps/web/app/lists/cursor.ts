import { z } from 'zod'

/** Where a list continues: the last row that was shown. */
export interface Cursor {
  /** Its time, in milliseconds since 1970; with fractions, as the database counts microseconds. */
  readonly at: number
  readonly id: string
}

/** A place in a list as it stands in an address; null when the list begins at its beginning. @throws Response 400 when it is none. */
export function readCursor(written: string | null): Cursor | null {
  if (written === null || written === '') return null
  const [at, id, ...more] = written.slice(0, LONGEST).split('_')
  const read = shape.safeParse({ at, id })
  if (read.success && more.length === 0) return read.data
  throw new Response('The position in the list could not be read. Open the list from its beginning.', {
    status: 400,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}

/** As `readCursor` reads it. */
export function writtenCursor({ at, id }: Cursor): string {
  return `${at}_${id}`
}

const LONGEST = 100
/** The last millisecond that JavaScript has a date for; the database's go on a little longer. */
const LAST_MOMENT = 8.64e15
const shape = z.object({
  at: z
    .string()
    .regex(/^\d{1,16}(\.\d{1,6})?$/)
    .transform(Number)
    .pipe(z.number().max(LAST_MOMENT)),
  id: z.guid(),
})
