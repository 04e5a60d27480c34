import { parseArgs } from 'node:util'
import pg from 'pg'
import { readDatabaseEnv } from '../../env.ts'
import { checkEveryRecord, recordInWords } from './every-organisation.ts'
import { keptEnds } from './kept-ends.ts'

/**
 * `npm run check-deeds [-- --kept FILE]`: checks every organisation's record of deeds and names the first row of each
 * that does not fit; ends with 1 when there is one. FILE is what an earlier run printed, or a record exported as JSON, kept
 * where nobody with access to the database can change it: see `keptEnds`.
 */
async function main(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options: { kept: { type: 'string' } } })
  const kept = values.kept === undefined ? undefined : await keptEnds(values.kept)
  const client = new pg.Client({ connectionString: readDatabaseEnv().DATABASE_URL, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    for (const checked of await checkEveryRecord(client, kept)) {
      process.stdout.write(`${checked.found.ok ? '✓' : '✗'} ${recordInWords(checked)}\n`)
      if (!checked.found.ok) process.exitCode = 1
    }
  } finally {
    await client.end()
  }
}

if (import.meta.main) {
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`The records of deeds could not be checked: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
