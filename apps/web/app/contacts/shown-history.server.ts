import { contactHistory, type ContactDeed } from '#infra/db/contact/contact-history.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import { shownNumber } from '../words/format-number.server.ts'

/** What was done to a contact, newest first, with numbers as people write them. */
export async function shownHistory(
  em: EntityManager,
  asked: { readonly organisation: string; readonly contact: string },
): Promise<readonly ContactDeed[]> {
  const home = await homeOf(em, asked.organisation)
  const written = (lines: string | null) =>
    lines?.replaceAll(/\+\d{7,15}/g, (e164) => shownNumber(e164, { home })) ?? null
  return (await contactHistory(em, asked)).map((deed) => ({
    ...deed,
    before: written(deed.before),
    after: written(deed.after),
  }))
}
