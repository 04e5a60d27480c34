import type { DoneBy } from '../deed.ts'
import type { EntityManager } from '../orm.ts'
import type { Deed, Word } from './kinds.ts'

/**
 * Records a deed in the transaction that does it, so that there is never one without the other. Nothing is recorded when
 * values are given and all of them are as before.
 *
 * Call it last in the transaction: from here to its end the organisation's other deeds wait for their place in the record,
 * and whoever locks further rows after it may meet somebody who is waiting the other way round.
 * @returns whether anything was recorded.
 */
export async function recordDeed(em: EntityManager, { by, ...deed }: Deed & { readonly by: DoneBy }): Promise<boolean> {
  const values = Object.entries(deed.changed).map(([name, [before, after]]) => ({
    name,
    before: word(before),
    after: word(after),
  }))
  const changed = values.filter(({ before, after }) => before !== after)
  if (values.length > 0 && changed.length === 0) return false
  await em.flush()
  await em.execute(
    RECORD,
    [
      by.organisation,
      deed.kind,
      by.actor,
      by.actor,
      by.called ?? 'Ringdown',
      by.address,
      deed.on?.id ?? null,
      word(deed.on?.name ?? null),
      lines(changed, 'before'),
      lines(changed, 'after'),
    ],
    'run',
  )
  return true
}

/** Longest value that is kept; a routing list of fifty long names fits. */
const LONGEST = 6_000

const RECORD = `insert into deed (organisation_id, kind, actor, actor_name, address, about, about_name, before, after)
  values (?, ?, ?, coalesce((select name from member where id = ?), ?), ?, ?, ?, ?, ?)`

/** On one line and of bounded length, without what PostgreSQL cannot keep. */
function word(value: Word): string | null {
  if (value === null) return null
  const text = String(value)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).toWellFormed()}…` : text
}

function lines(
  changed: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[],
  which: 'before' | 'after',
): string | null {
  const said = changed.flatMap(({ name, [which]: value }) =>
    value === null || value === '' ? [] : [`${name}: ${value}`],
  )
  return said.length === 0 ? null : said.join('\n')
}
