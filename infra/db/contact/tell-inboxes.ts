import type { EntityManager } from '../orm.ts'

/** Tells everybody who has the inbox open that conversations with a contact have another name than before. */
export async function tellInboxes(em: EntityManager, { organisation, contact }: { readonly organisation: string; readonly contact: string }): Promise<void> {
  await em.execute(TELL, [organisation, organisation, contact, contact])
}

const TELL = `
select pg_notify('inbox_changed', json_build_object('organisation', ?::text, 'number', number_id)::text)
from (
  select distinct v.number_id
  from contact c join conversation v on v.organisation_id = c.organisation_id and v.customer = c.e164
  where c.organisation_id = ? and (c.id = ? or c.main_id = ?)
) as seen`
