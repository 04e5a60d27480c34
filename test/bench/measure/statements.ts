import pg from 'pg'

/** A statement as it goes to the database. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Shows every statement that this process sends from now on, whoever sends it. */
export function watchStatements(show: (statement: Statement) => void): void {
  const { prototype } = pg.Client
  const query = prototype.query
  Object.defineProperty(prototype, 'query', {
    configurable: true,
    writable: true,
    value(this: pg.Client, ...given: unknown[]): unknown {
      const [what, values] = given
      const text =
        typeof what === 'string'
          ? what
          : what !== null && typeof what === 'object' && 'text' in what
            ? String(what.text)
            : ''
      show({ text, values: Array.isArray(values) ? values : [] })
      return Reflect.apply(query, this, given)
    },
  })
}
