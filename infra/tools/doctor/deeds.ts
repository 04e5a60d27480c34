import pg from 'pg'
import { z } from 'zod'
import { checkEveryRecord, recordInWords } from '../../db/deeds/every-organisation.ts'
import { rowsAs } from '../../db/rows-as.ts'
import { ill, reasonOf, well, type Examination, type Finding } from './finding.ts'
import { addressOfOwner } from './owner.ts'

/** Whether what was done in each organisation is recorded as it was, and where each record ends. */
export function examineDeeds(url = addressOfOwner()): readonly Examination[] {
  return [
    {
      what: 'Record of deeds',
      look: () => (url === undefined ? Promise.resolve(well('is checked while Ringdown runs')) : recordsOf(url)),
    },
  ]
}

async function recordsOf(url: string): Promise<Finding> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const sql = `select to_regclass('public.deed') is not null as there`
    const [table] = await rowsAs(z.object({ there: z.boolean() }), client.query(sql))
    if (table?.there !== true) return ill('is not there yet', 'run `node infra/db/migrate.ts`')
    const checked = await checkEveryRecord(client)
    const wrong = checked.filter(({ found }) => !found.ok)
    if (wrong.length > 0)
      return ill(
        wrong.map(recordInWords).join('; '),
        'somebody has changed the tables past Ringdown: find out who may, and compare with a backup. `npm run check-deeds` repeats this check alone',
      )
    const ends = checked.map((one) => `\n    ${recordInWords(one)}`).join('')
    return well(
      `is as it was written. Where it ends, to be kept elsewhere (\`npm run check-deeds -- --kept FILE\` finds what was cut off since):${ends}`,
    )
  } catch (error) {
    return ill(`could not be read: ${reasonOf(error)}`, 'start the database, or correct DATABASE_URL')
  } finally {
    await client.end().catch(() => undefined)
  }
}
