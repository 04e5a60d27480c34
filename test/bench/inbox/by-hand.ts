import pg from 'pg'
import type { Asker } from './askers.ts'

/**
 * The same views as somebody would write them in SQL for this one purpose: the same role under the same row-level
 * security, one transaction, nothing between it and the driver.
 */
export class ByHand {
  readonly #client: pg.Client

  private constructor(client: pg.Client) {
    this.#client = client
  }

  static async open(appUrl: string): Promise<ByHand> {
    const client = new pg.Client({ connectionString: appUrl })
    await client.connect()
    return new ByHand(client)
  }

  close(): Promise<void> {
    return this.#client.end()
  }

  /** @param where what the view is about, in terms of `c`. */
  list(
    asker: Asker,
    {
      where,
      number,
      after,
    }: { readonly where: string; readonly number?: string; readonly after?: readonly [at: number, id: string] },
  ): Promise<number> {
    return this.#within(asker, async () => {
      const seen = await this.#numbers(asker)
      const goesOn = after === undefined ? '' : 'and (c.last_at, c.id) < (to_timestamp($2::float8 / 1000), $3::uuid)'
      return await this.#count(
        `select ${SHOWN} from (
          select newest.* from unnest($1::uuid[]) seen (id) cross join lateral (
            select * from conversation c where c.number_id = seen.id ${where} ${goesOn} order by c.last_at desc, c.id desc limit 51) newest
          order by newest.last_at desc, newest.id desc limit 51
        ) c ${NAMED} order by c.last_at desc, c.id desc`,
        [number === undefined ? seen : [number], ...(after ?? [])],
      )
    })
  }

  mine(asker: Asker): Promise<number> {
    return this.#within(asker, async () => {
      const seen = await this.#numbers(asker)
      return await this.#count(
        `select ${SHOWN} from (
          select c.* from conversation_person p cross join lateral (select * from conversation where id = p.conversation_id offset 0) c
          where p.organisation_id = $1 and p.member = $2 and c.number_id = any($3::uuid[]) order by p.last_at desc, p.conversation_id desc limit 51
        ) c ${NAMED} order by c.last_at desc, c.id desc`,
        [asker.session.organisation.id, asker.session.member, seen],
      )
    })
  }

  /** @param what part of a name, or digits of a number. */
  search(asker: Asker, what: string): Promise<number> {
    return this.#within(asker, async () => {
      const seen = await this.#numbers(asker)
      const matches = /^\d+$/.test(what) ? `c.customer like '%' || $3 || '%'` : `k.name ilike '%' || $3 || '%'`
      return await this.#count(
        `select ${SHOWN} from conversation c ${NAMED} where c.organisation_id = $1 and c.number_id = any($2::uuid[]) and ${matches} order by c.last_at desc, c.id desc limit 51`,
        [asker.session.organisation.id, seen, what],
      )
    })
  }

  conversation(asker: Asker, id: string, before?: readonly [at: number, id: string]): Promise<number> {
    return this.#within(asker, async () => {
      await this.#count(
        `select ${SHOWN} from conversation c ${NAMED} where c.id = $1 and c.number_id = any($2::uuid[])`,
        [id, await this.#numbers(asker)],
      )
      const goesOn =
        before === undefined
          ? ''
          : `and (i.at, i.id) < (to_timestamp($2::float8 / 1000), (select id from conversation_item where organisation_id = $4 and kind = 'call' and ref = $3::uuid))`
      const { rows: calls } = await this.#client.query<{ call: string }>(
        `select c.id, c.call, c.state, c.outcome, c.words, c.arrived_at, c.answered_at, c.ended_at, c.seconds from conversation_item i join call c on c.id = i.ref
         where i.conversation_id = $1 ${goesOn} and i.kind = 'call'
         order by i.at desc, i.id desc limit 31`,
        [id, ...(before === undefined ? [] : [...before, asker.session.organisation.id])],
      )
      const about = [asker.session.organisation.id, calls.map(({ call }) => call)]
      await this.#count(
        'select call, name, ringing_at, joined_at, ended_at, why from leg where organisation_id = $1 and call = any($2) order by ringing_at, leg',
        about,
      )
      await this.#count(
        'select call, id, seconds, kept_at from recording where organisation_id = $1 and call = any($2) order by made_at, url',
        about,
      )
      return calls.length
    })
  }

  async #within(asker: Asker, work: () => Promise<number>): Promise<number> {
    await this.#client.query(
      `begin; set local max_parallel_workers_per_gather = 0; set local app.organisation = '${asker.session.organisation.id}'`,
    )
    const count = await work()
    await this.#client.query('commit')
    return count
  }

  async #numbers({ session }: Asker): Promise<string[]> {
    const { rows } = await this.#client.query<{ id: string }>(
      `select n.id, n.e164, n.name from number n left join number_access a on a.number_id = n.id and a.member_id = $1
       where a.role is not null or n.visibility = 'organisation' order by n.name, n.e164`,
      [session.member],
    )
    return rows.map(({ id }) => id)
  }

  async #count(sql: string, values: readonly unknown[]): Promise<number> {
    return (await this.#client.query(sql, [...values])).rows.length
  }
}

const SHOWN =
  'c.id, n.id as number, n.e164, n.name as line, c.customer, k.name, k.id as contact, c.state, c.unread, c.missed, c.live, c.last_at, c.last_call, c.last_words, c.last_outcome'
const NAMED =
  'join number n on n.id = c.number_id left join contact k on k.organisation_id = c.organisation_id and k.e164 = c.customer'
