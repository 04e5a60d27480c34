import type { Pool, PoolClient, QueryResult } from 'pg'
import { TooSlow } from './within.ts'

/** One statement of SQL, with `?` for each parameter. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
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
    return await sent<Row>(client, [READ_ONLY, ...statements.map((each) => mapper.spelled(each))])
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
      const rows = await sent<Row>(client, ['begin', ...first.map((each) => mapper.spelled(each))])
      const { result, last = [] } = then(rows)
      stillWanted()
      await sent(client, [...last.map((each) => mapper.spelled(each)), 'commit'])
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

async function sent<Row>(client: PoolClient, statements: readonly string[]): Promise<readonly Row[]> {
  // a message of several statements is answered by a list of results
  const results: QueryResult<Row & object> | readonly QueryResult<Row & object>[] = await client.query(
    statements.join(';\n'),
  )
  return [results].flat().at(-1)?.rows ?? []
}

/** Whether the server itself said it: then the connection is as good as before. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'severity' in error
}

const READ_ONLY = `select set_config('transaction_read_only', 'on', true)`
