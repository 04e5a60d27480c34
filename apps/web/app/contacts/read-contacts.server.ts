import type { EntityManager } from '#infra/db/orm.ts'
import { shownNumber } from '../shared/format-number.server.ts'

/** A person of the address book with all their numbers. */
export interface ShownContact {
  readonly id: string
  readonly name: string
  /** The first is the contact's own row, the others were merged into it. */
  readonly numbers: readonly { readonly id: string; readonly e164: string; readonly shown: string }[]
}

interface Row {
  readonly id: string
  readonly name: string
  readonly numbers: readonly { readonly id: string; readonly e164: string }[]
}

/** Contacts by name, from the one after `after` on; `search` is part of a name or of a number. */
export async function readContacts(em: EntityManager, { organisation, search, after, limit }: { readonly organisation: string; readonly search: string; readonly after: string; readonly limit: number }): Promise<readonly ShownContact[]> {
  const digits = search.replace(/\D/g, '')
  const fits = `(position(lower(?) in lower(k.name)) > 0 ${digits.length < 3 ? '' : 'or exists (select from contact n where (n.id = k.id or n.main_id = k.id) and position(? in n.e164) > 0)'})`
  const rows = await em.execute<Row[]>(
    `${SHOW} where k.organisation_id = ? and k.main_id is null and (k.name || ' ' || k.id) > ? ${search === '' ? '' : `and ${fits}`} order by k.name || ' ' || k.id limit ?`,
    [organisation, after, ...(search === '' ? [] : [search, ...(digits.length < 3 ? [] : [digits])]), limit],
  )
  return rows.map(shown)
}

export async function readContact(em: EntityManager, id: string): Promise<ShownContact | null> {
  const rows = await em.execute<Row[]>(`${SHOW} where k.main_id is null and k.id = ?`, [id])
  return rows[0] ? shown(rows[0]) : null
}

const SHOW = `select k.id, k.name, jsonb_build_array(jsonb_build_object('id', k.id, 'e164', k.e164)) || coalesce((
    select jsonb_agg(jsonb_build_object('id', n.id, 'e164', n.e164) order by n.e164) from contact n where n.main_id = k.id), '[]') as numbers
  from contact k`

function shown({ numbers, ...row }: Row): ShownContact {
  return { ...row, numbers: numbers.map((number) => ({ ...number, shown: shownNumber(number.e164) })) }
}
