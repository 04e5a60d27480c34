import { createHash } from 'node:crypto'
import type { Pool, PoolClient, QueryResult } from 'pg'
import { TooSlow } from './within.ts'

/** One statement of SQL, with `?` for each parameter. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Whether it is a prepared one: see `prepared`. */
  readonly isPrepared?: boolean
}

/**
 * A statement that every call asks again and again: a connection parses and plans it once (`prepare`). For one of few texts, each of which
 * finds its rows by the same indexes whatever its parameters are; without `?` that is none.
 */
export function prepared(sql: string, parameters: readonly unknown[]): Statement {
  return { sql, parameters, isPrepared: true }
}

/** What the mapper gives: its connections, how it spells parameters, and what it makes of the database's errors. */
export interface Mapper {
  pool(): Promise<Pool>
  spelled(statement: Statement): string
  meant(error: Error): Error
}

/** What an asker says before each message that has an effect; it throws once nobody waits any longer. */
type StillWanted = () => void

/**
 * One question in one message: the server takes the statements of a message as one transaction. It can only read, as a
 * message that has been sent cannot be taken back when its asker gives up.
 * @returns the rows of the last statement.
 */
export async function inOneMessage<Row>(
  mapper: Mapper,
  statements: readonly Statement[],
  stillWanted: StillWanted,
): Promise<readonly Row[]> {
  return await onAConnection(mapper, async (client) => {
    stillWanted() // it may have taken long to get a connection
    return await sent<Row>(client, mapper, [READ_ONLY, ...statements])
  })
}

/**
 * One transaction in two messages. What is sent with the first can be taken back until the second, which commits.
 * @param first whose last statement's rows `then` gets.
 * @param then what comes of it, and what is to be done with the commit.
 */
export async function inTwoMessages<Row, T>(
  mapper: Mapper,
  first: readonly Statement[],
  then: (rows: readonly Row[]) => { readonly result: T; readonly last?: readonly Statement[] },
  stillWanted: StillWanted,
): Promise<T> {
  return await onAConnection(mapper, async (client) => {
    stillWanted()
    try {
      const rows = await sent<Row>(client, mapper, [BEGIN, ...first])
      const { result, last = [] } = then(rows)
      stillWanted()
      await sent(client, mapper, [...last, COMMIT])
      return result
    } catch (error) {
      // on a connection that is lost there is nothing left to be taken back
      if (error instanceof TooSlow || isAnswer(error)) await client.query('rollback')
      throw error
    }
  })
}

/** Gives the connection back afterwards, or closes it where it is not known what it is still busy with. */
async function onAConnection<T>(mapper: Mapper, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const pool = await mapper.pool()
  const client = await pool.connect()
  try {
    const result = await work(client)
    client.release()
    return result
  } catch (error) {
    client.release(!(error instanceof TooSlow || isAnswer(error)))
    throw error instanceof Error && isAnswer(error) ? mapper.meant(error) : error
  }
}

async function sent<Row>(
  client: PoolClient,
  mapper: Mapper,
  statements: readonly Statement[],
): Promise<readonly Row[]> {
  const known = plansOf.get(client) ?? []
  const plans = new Set(known === 'unclear' ? [] : known)
  const first = statements.findIndex(({ isPrepared }) => isPrepared)
  const spelled = [
    ...(known === 'unclear' ? [FORGET_PLANS] : []),
    ...statements.flatMap((each, place) => [
      ...(place === first ? [FOR_ALL_PARAMETERS] : []),
      ...(each.isPrepared ? byPlan(each, plans) : [each]),
    ]),
  ]
  // until it is answered: a message that fails may have prepared some, and a table may have changed under a plan
  plansOf.set(client, 'unclear')
  // a message of several statements is answered by a list of results
  const results: QueryResult<Row & object> | readonly QueryResult<Row & object>[] = await client.query(
    spelled.map((each) => mapper.spelled(each)).join(';\n'),
  )
  plansOf.set(client, plans)
  return [results].flat().at(-1)?.rows ?? []
}

/** Names of the statements that a connection has prepared. */
const plansOf = new WeakMap<PoolClient, ReadonlySet<string> | 'unclear'>()

/** The names by the statements' texts. */
const names = new Map<string, string>()

/** A statement by its name, which is prepared first where that has not been done. @param plans gets the name */
function byPlan({ sql, parameters }: Statement, plans: Set<string>): readonly Statement[] {
  const name = names.get(sql) ?? nameFor(sql)
  names.set(sql, name)
  const places = parameters.map(() => '?').join(', ')
  const execute = { sql: `execute ${name}${places && `(${places})`}`, parameters }
  if (plans.has(name)) return [execute]
  plans.add(name)
  let place = 0
  return [{ sql: `prepare ${name} as ${sql.replaceAll('?', () => `$${(place += 1)}`)}`, parameters: [] }, execute]
}

/** By its text: whoever meets another process's statement of that name meets the same statement. */
function nameFor(sql: string): string {
  return `prepared_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
}

/** Whether the server itself said it: then the connection is as good as before. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'severity' in error
}

const FORGET_PLANS: Statement = { sql: 'deallocate all', parameters: [] }
/** Planned once, not five times for their parameters before it shows that these make no difference. */
const FOR_ALL_PARAMETERS: Statement = { sql: 'set local plan_cache_mode = force_generic_plan', parameters: [] }
const BEGIN: Statement = { sql: 'begin', parameters: [] }
const COMMIT: Statement = { sql: 'commit', parameters: [] }
const READ_ONLY: Statement = { sql: 'set local transaction_read_only = on', parameters: [] }
