import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { ContactChange, type Imported } from '../../db/contact/contact-change.ts'
import { Contact } from '../../db/contact/contact.ts'
import { tellInboxes, tellInboxesOf } from '../../db/contact/tell-inboxes.ts'
import { DeedRow } from '../../db/deeds/deed-row.ts'
import type { EntityManager } from '../../db/orm.ts'
import { rowsAs } from '../../db/rows-as.ts'
import { refused, type Refusal } from '../../errors.ts'
import { deed, type Doing } from '../deed.ts'
import { callContact } from './call-contact.ts'

/** The contact that is there again, and what it is called. */
type UndoneChange = { readonly ok: true; readonly contact: string; readonly name: string } | Refusal

/**
 * Brings a removed contact back, takes a merged one out of the contact that it was merged into, or takes back a name or what an
 * import made of a contact; as it was, with its ids.
 */
export const undoContactChange = deed({
  permission: 'contacts.manage',
  input: z.strictObject({ change: z.guid() }),
  records: ['contact.restored', 'contact.separated', 'contact.renamed', 'contact.import-undone'],
  async act(em, by, { change }): Promise<UndoneChange> {
    const kept = await em.findOne(ContactChange, { id: change, undoneAt: null })
    const done = kept && (await em.findOne(DeedRow, { organisation: by.organisation, place: kept.place }))
    if (!kept || !done) return refused('nothing-to-undo')
    return kept.made ? takeBack(em, by, { kept, made: kept.made, done }) : undoGone(em, by, { kept, done })
  },
})

type Undoer = Doing<'contact.restored' | 'contact.separated' | 'contact.renamed' | 'contact.import-undone'>

interface Undoing {
  readonly kept: ContactChange
  /** What did it. */
  readonly done: DeedRow
}

/** Of a removal or a merge, after which a contact is gone. */
async function undoGone(em: EntityManager, by: Undoer, { kept, done }: Undoing): Promise<UndoneChange> {
  const { rows, name, contact } = kept
  const [main] = rows
  if (!main) return refused('nothing-to-undo')
  const wasRemoved = done.kind === 'contact.removed'
  const trouble = wasRemoved ? await bringBack(em, kept) : await separate(em, kept)
  if (trouble !== null) return trouble
  await isUndone(em, kept)
  const numbers = rows.map(({ e164 }) => e164)
  await tellInboxesOf(em, { organisation: by.organisation, numbers })
  const changed = { numbers: [null, numbers.join(', ')] } as const
  if (wasRemoved) await by.record({ kind: 'contact.restored', on: { id: main.id, name }, changed })
  else
    await by.record({
      kind: 'contact.separated',
      on: { id: contact, name: done.aboutName ?? '' },
      changed: { separated: [null, name], ...changed },
    })
  return { ok: true as const, contact: main.id, name }
}

/** Of a new name, or of what an import made of a contact that was there: only what is still as it was made is taken back. */
async function takeBack(
  em: EntityManager,
  by: Undoer,
  { kept, made, done }: Undoing & { readonly made: Imported },
): Promise<UndoneChange> {
  const { contact } = kept
  const { was, name, numbers } = made
  if (was === null) return refused('nothing-to-undo')
  const known = await em.findOne(Contact, { id: contact, main: null }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  const ids = numbers.map(({ id }) => id)
  const isAsMade =
    known !== null &&
    (was === name || known.name === name) &&
    (await em.count(Contact, { id: { $in: ids }, main: contact })) === ids.length
  if (!isAsMade) return refused('contact-changed-since')
  await isUndone(em, kept)
  if (done.kind === 'contact.renamed') await callContact(em, by, { contact, was: name, name: was })
  else {
    await tellInboxes(em, { organisation: by.organisation, contact })
    await em.nativeDelete(Contact, { id: { $in: ids } })
    if (was !== name) await em.nativeUpdate(Contact, { $or: [{ id: contact }, { main: contact }] }, { name: was })
    await by.record({
      kind: 'contact.import-undone',
      on: { id: contact, name: known.name },
      changed: { name: [name, was], numbers: [numbers.map(({ e164 }) => e164).join(', '), null] },
    })
  }
  return { ok: true as const, contact, name: was === name ? known.name : was }
}

async function isUndone(em: EntityManager, { id }: ContactChange): Promise<void> {
  await em.nativeUpdate(ContactChange, { id }, { undoneAt: new Date() })
}

async function bringBack(em: EntityManager, { organisation, rows }: ContactChange): Promise<Refusal | null> {
  const taken = await em.findOne(Contact, { e164: { $in: rows.map(({ e164 }) => e164) } })
  if (taken) return refused('contact-number-given', { name: taken.name })
  const written = JSON.stringify(rows)
  await em.execute(
    `insert into contact (id, organisation_id, name, e164, main_id, label, extension, vip, blocked) select r.id, ?, r.name, r.e164, r.main, r.label, r.extension, coalesce(r.vip, false), coalesce(r.blocked, false) ${ROWS}`,
    [organisation, written],
    'run',
  )
  await em.execute(
    `insert into contact_tag (organisation_id, contact_id, tag_id) select ?, r.id, t.id ${ROWS} cross join lateral jsonb_array_elements_text(r.tags) g join tag t on t.id = g.value::uuid`,
    [organisation, written],
    'run',
  ) // tags that are gone since stay gone
  return null
}

/** Only what is still where the merge put it is taken out: what has been done since is undone first. */
async function separate(em: EntityManager, { contact, rows }: ContactChange): Promise<Refusal | null> {
  const written = JSON.stringify(rows)
  const count = `select count(*)::int as count ${ROWS} join contact c on c.id = r.id and c.main_id = ?`
  const [lying] = await rowsAs(z.object({ count: z.number() }), em.execute(count, [written, contact]))
  if (lying?.count !== rows.length) return refused('contact-changed-since')
  await em.execute(`update contact c set main_id = r.main, name = r.name ${ROWS} where c.id = r.id`, [written], 'run')
  await em.execute(
    `update contact c set main_id = coalesce(r.main, r.id), name = r.name ${ROWS} where c.spelling_of_id = r.id`,
    [written],
    'run',
  )
  return null
}

const ROWS =
  'from jsonb_to_recordset(?::jsonb) as r (id uuid, name text, e164 text, main uuid, label text, extension text, vip boolean, blocked boolean, tags jsonb)'
