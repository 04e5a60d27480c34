import type { EntityManager } from '../orm.ts'

/** Tells everybody who has the inbox open that conversations with a contact have a different name now. */
export async function tellInboxes(
  em: EntityManager,
  { organisation, contact }: { readonly organisation: string; readonly contact: string },
): Promise<void> {
  await em.execute(
    `${TELL} join contact c on c.organisation_id = v.organisation_id and c.e164 = v.customer where v.organisation_id = ? and (c.id = ? or c.main_id = ?)) as seen`,
    [organisation, organisation, contact, contact],
  )
}

/** The same of all conversations with these numbers. */
export async function tellInboxesOf(
  em: EntityManager,
  { organisation, numbers }: { readonly organisation: string; readonly numbers: readonly string[] },
): Promise<void> {
  await em.execute(
    `${TELL} where v.organisation_id = ? and v.customer in (select jsonb_array_elements_text(?::jsonb))) as seen`,
    [organisation, organisation, JSON.stringify(numbers)],
  )
}

const TELL = `select pg_notify('inbox_changed', json_build_object('organisation', ?::text, 'number', number_id)::text) from (select distinct v.number_id from conversation v`
