import type pg from 'pg'
import { z } from 'zod'
import { rowsAs } from '../rows-as.ts'
import type { Followed, Head } from './chain.ts'
import { checkRecord } from './check-record.ts'

/** An organisation's record of deeds, as the check found it. */
export interface CheckedRecord {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly found: Followed
  /** The end of it that was kept elsewhere; undefined where none was. */
  readonly kept?: Head | undefined
}

/**
 * Checks the records of all organisations, one after another.
 * @param client as the tables' owner, who alone may look which organisations there are.
 * @param kept organisation → an end of its record that was kept elsewhere.
 */
export async function checkEveryRecord(
  client: pg.Client,
  kept: ReadonlyMap<string, Head> = new Map(),
): Promise<readonly CheckedRecord[]> {
  await client.query('begin read only')
  await client.query(`select set_config('app.narrow', 'on', true)`)
  const answer = client.query('select id, name from organisation order by name, id')
  const rows = await rowsAs(z.object({ id: z.string(), name: z.string() }), answer)
  await client.query('rollback')
  const known = new Set(rows.map(({ id }) => id))
  const gone = [...kept]
    .filter(([id]) => !known.has(id))
    .map(([id, { place }]): CheckedRecord => ({
      organisation: { id, name: 'An organisation that is not there' },
      found: {
        ok: false,
        place: 1,
        why: `is missing, with the whole organisation: the end that was kept elsewhere is number ${place}`,
      },
    }))
  const checked: CheckedRecord[] = []
  for (const organisation of rows) {
    const end = kept.get(organisation.id)
    checked.push({
      organisation,
      found: await checkRecord(client, { organisation: organisation.id, kept: end }),
      kept: end,
    })
  }
  return [...checked, ...gone]
}

/** "Harbour Bikes: deed number 7 is missing …", or where the record ends and whether it goes through the end that was kept. */
export function recordInWords({ organisation, found, kept }: CheckedRecord): string {
  if (!found.ok) return `${organisation.name} (${organisation.id}): deed number ${found.place} ${found.why}`
  const through = kept === undefined ? '' : `, through the end that was kept elsewhere, number ${kept.place}`
  return `${organisation.name}: ${writtenEnd({ organisation, head: found.head })}${through}`
}

/** An end of a record in one word, to be kept elsewhere. */
export function writtenEnd({
  organisation,
  head,
}: {
  readonly organisation: { readonly id: string }
  readonly head: Head
}): string {
  return `${organisation.id}:${head.place}:${head.hash}`
}

/** Such words in a text, whatever stands around them. */
export function readEnds(text: string): ReadonlyMap<string, Head> {
  const found = text.matchAll(/\b([0-9a-f]{8}-[0-9a-f-]{27}):(\d{1,15}):([0-9a-f]{64})\b/g)
  return new Map(
    [...found].map(([, organisation = '', place, hash = '']) => [organisation, { place: Number(place), hash }]),
  )
}
