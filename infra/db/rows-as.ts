import { z } from 'zod'

/**
 * The rows of hand-written SQL, each as `row` describes it: what a statement answers is known to no compiler. Columns that `row`
 * does not name are left out, as functions of a newer release may give more.
 * @param answer of `em.execute`, `db.read`, `db.write` or `db.ask`, or of the driver itself.
 * @throws RowsDiffer, or what the question throws.
 */
export async function rowsAs<Row>(
  row: z.ZodType<Row>,
  answer: PromiseLike<readonly unknown[] | { readonly rows: readonly unknown[] }>,
): Promise<readonly Row[]> {
  const answered = await answer
  return ('rows' in answered ? answered.rows : answered).map((each) => {
    const read = row.safeParse(each)
    if (!read.success) throw new RowsDiffer(read.error)
    return read.data
  })
}

/** The database has answered what its asker does not expect: one of the two is of another release, or the statement is wrong. Names columns and no values. */
export class RowsDiffer extends Error {
  override readonly name = 'RowsDiffer'
  constructor(why: z.ZodError) {
    super(`the database has answered other rows than were asked for: ${z.prettifyError(why)}`)
  }
}
