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
  const { values } = parseArgs({
    args: [...words],
    options: { kept: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) return void process.stdout.write(HELP)
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

const HELP = `npm run check-deeds [-- --kept FILE]

Checks every organisation's record of what people did, and names the first entry of each that does not fit.

  --kept FILE  Also checks that each record still goes through the end that FILE names: what an earlier run printed, or a
               record exported as JSON under Audit. Keep it where nobody who can change the database can change it.
  --help       Says this.

It ends with 1 when a record does not fit, or could not be checked.
`

if (import.meta.main) {
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(
      `The records of deeds could not be checked: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    process.exitCode = 1
  }
}
