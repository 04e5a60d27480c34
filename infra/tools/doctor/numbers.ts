import pg from 'pg'
import { z } from 'zod'
import { rowsAs } from '../../db/rows-as.ts'
import { ill, reasonOf, well, type Examination, type Finding } from './finding.ts'
import { addressOfOwner } from './owner.ts'

/** A number that answers calls, as the database has it. */
const keptNumber = z.object({
  e164: z.string(),
  name: z.string(),
  webhook: z.string().nullable(),
  confirmed: z.boolean(),
  trouble: z.string().nullable(),
})
type KeptNumber = z.infer<typeof keptNumber>

/** The account's numbers at the carrier, each with the resource that answers its calls. @throws Error with the carrier's reason. */
export type AccountNumbers = () => Promise<
  readonly { readonly number: string; readonly calling_handler_resource_id: string | null }[]
>

/** Whether the carrier sends the calls of every number that answers here. */
export function examineNumbers(account: AccountNumbers | null, url = addressOfOwner()): readonly Examination[] {
  return [
    {
      what: 'Numbers',
      look: () =>
        url === undefined ? Promise.resolve(well('are checked while Ringdown runs')) : numbersIn(url, account),
    },
  ]
}

async function numbersIn(url: string, account: AccountNumbers | null): Promise<Finding> {
  const read = await keptNumbers(url)
  if ('well' in read) return read
  const { kept } = read
  if (kept.length === 0) return well('none answers calls yet')
  const wrong = kept
    .filter(({ confirmed }) => !confirmed)
    .map(
      ({ e164, name, trouble }) =>
        `${e164} (${name}) is not confirmed at the carrier: ${trouble ?? 'it was never told'}`,
    )
  if (wrong.length > 0) return ill(wrong.join('; '), 'open the number under Numbers and press "Try again"')
  if (account === null) return well(`${kept.length} confirmed at the carrier`)
  try {
    const there = new Map(
      (await account()).map(({ number, calling_handler_resource_id: resource }) => [number, resource]),
    )
    const elsewhere = kept.filter(({ e164, webhook }) => there.get(e164) !== webhook)
    if (elsewhere.length === 0) return well(`${kept.length} confirmed at the carrier, which sends their calls here`)
    return ill(
      elsewhere
        .map(
          ({ e164, name }) =>
            `the carrier ${there.has(e164) ? 'sends the calls to' : 'does not have'} ${e164} (${name})${there.has(e164) ? ' elsewhere' : ''}`,
        )
        .join('; '),
      'open the number under Numbers and save its settings, or release it there',
    )
  } catch (error) {
    return ill(`the carrier could not be asked: ${reasonOf(error)}`, 'look at what is said of the carrier above')
  }
}

async function keptNumbers(url: string): Promise<{ readonly kept: readonly KeptNumber[] } | Finding> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    // of all organisations: only this way does the owner of the tables see rows
    await client.query(`select set_config('app.narrow', 'on', false)`)
    const answer = client.query(
      `select e164, name, webhook_resource as webhook, carrier_confirmed_at is not null and carrier_trouble is null as confirmed, carrier_trouble as trouble
       from number where live_id is not null and released_at is null order by e164`,
    )
    return { kept: await rowsAs(keptNumber, answer) }
  } catch (error) {
    return ill(`could not be read: ${reasonOf(error)}`, 'start the database, or correct DATABASE_URL')
  } finally {
    await client.end().catch(() => undefined)
  }
}
