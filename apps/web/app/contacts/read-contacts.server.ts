import { z } from 'zod'
import type { EntityManager } from '#infra/db/orm.ts'
import { MARKS, marksRow, type ContactMarks } from '#infra/db/contact/contact-marks.ts'
import { Contact } from '#infra/db/contact/contact.ts'
import { numberHas } from '#infra/db/inbox/number-has.ts'
import { searchTextAt } from '#infra/db/inbox/search-text.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import { rowsAs } from '#infra/db/rows-as.ts'
import type { Country } from '#infra/telephone/countries.ts'
import { spellings } from '#infra/telephone/other-spelling.ts'
import { countryAbroad, shownNumber } from '../words/format-number.server.ts'

/** A person of the address book with all their numbers. */
export interface ShownContact extends ContactMarks {
  readonly id: string
  readonly name: string
  /** The first is the contact's own row, the others were added to it or merged into it. */
  readonly numbers: readonly ShownNumber[]
}

export interface ShownNumber {
  readonly id: string
  readonly e164: string
  /** As people write it, with its extension. */
  readonly shown: string
  readonly label: string | null
  /** The country in words, of a number that is not at home. */
  readonly country: string | null
}

const contactRow = z.object({
  id: z.string(),
  name: z.string(),
  ...marksRow,
  numbers: z.array(
    z.object({ id: z.string(), e164: z.string(), label: z.string().nullable(), extension: z.string().nullable() }),
  ),
})

export interface ContactsQuestion {
  readonly organisation: string
  /** Part of a name, whatever its case and accents, or of a number in any form. */
  readonly search: string
  /** The contact after which the list goes on, as `placeOf` writes it; empty for its beginning. */
  readonly after: string
  readonly limit: number
}

/** Contacts by name, as people sort names. */
export async function readContacts(
  em: EntityManager,
  { organisation, search, after, limit }: ContactsQuestion,
): Promise<readonly ShownContact[]> {
  const home = await homeOf(em, organisation)
  const digits = numberHas('n.e164', searchTextAt(home, search)?.digits ?? [])
  const named = 'position(plain_text(?) in plain_text(k.name)) > 0'
  const numbered = `k.id in (select coalesce(n.main_id, n.id) from contact n where ${digits.sql})`
  const fits = search === '' ? [] : [`(${named} or ${numbered})`]
  const place = placeIn(after)
  const later = place === null ? [] : [`(k.name ${SORTED}, k.id) > (?::text ${SORTED}, ?::uuid)`]
  const sql = `${SHOW} where ${['k.organisation_id = ?', 'k.main_id is null', ...later, ...fits].join(' and ')} order by k.name ${SORTED}, k.id limit ?`
  const values = [
    organisation,
    ...(place === null ? [] : [place.name, place.id]),
    ...(search === '' ? [] : [search, ...digits.values]),
    limit,
  ]
  const rows = await rowsAs(contactRow, em.execute(sql, values))
  return rows.map((row) => shown(row, home))
}

export async function readContact(
  em: EntityManager,
  { organisation, contact }: { readonly organisation: string; readonly contact: string },
): Promise<ShownContact | null> {
  const [row] = await rowsAs(contactRow, em.execute(`${SHOW} where k.main_id is null and k.id = ?`, [contact]))
  return row ? shown(row, await homeOf(em, organisation)) : null
}

/** The contact that now has the numbers of one that was merged away; null for every other. */
export async function mergedInto(em: EntityManager, contact: string): Promise<string | null> {
  const known = await em.findOne(Contact, { id: contact })
  return known?.main?.id ?? null
}

/** All that a contact's calls may come in under: its numbers, in both spellings where there are two. */
export function callersOf({ numbers }: ShownContact): readonly string[] {
  return numbers.flatMap(({ e164 }) => spellings(e164))
}

/** Where a list continues after a contact. */
export function placeOf({ name, id }: Pick<ShownContact, 'name' | 'id'>): string {
  return `${name} ${id}`
}

function placeIn(after: string): { readonly name: string; readonly id: string } | null {
  const [, name, id] = /^(.*) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/s.exec(after) ?? []
  return name === undefined || id === undefined ? null : { name, id }
}

/** Not in the order of code points, where Émile comes after Zoe. */
const SORTED = 'collate "und-x-icu"'

const SHOW = `select k.id, k.name, ${MARKS}, (
    select jsonb_agg(jsonb_build_object('id', n.id, 'e164', n.e164, 'label', n.label, 'extension', n.extension) order by n.main_id nulls first, n.created_at, n.e164)
    from (select * from contact where id = k.id union all select * from contact where main_id = k.id) n where n.spelling_of_id is null) as numbers
  from contact k`

function shown({ numbers, ...row }: z.infer<typeof contactRow>, home: Country | undefined): ShownContact {
  return {
    ...row,
    numbers: numbers.map(({ id, e164, label, extension }) => ({
      id,
      e164,
      label,
      shown: withExtension(shownNumber(e164, { home }), extension),
      country: countryAbroad(e164, { home }),
    })),
  }
}

/** "(202) 555-0165 ext. 12" */
export function withExtension(number: string, extension: string | null): string {
  return extension === null ? number : `${number} ext. ${extension}`
}
