import pg from 'pg'
import { ill, reasonOf, type Finding } from './finding.ts'

/** Asks a database one question and judges the answer's only row; trouble on the way is a finding too. */
export async function askDatabase(
  url: string | undefined,
  query: string | pg.QueryConfig,
  judge: (row: Record<string, unknown>) => Finding,
): Promise<Finding> {
  if (url === undefined) return ill('is not set', 'set it: .env.example says what it is')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(query)
    return judge(rows[0] ?? {})
  } catch (error) {
    return ill(
      `does not answer: ${reasonOf(error)}`,
      'start that server, or correct the address, the user and the password in it',
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}
