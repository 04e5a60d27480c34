import { removedContacts, type RemovedContact } from '#infra/db/contact/contact-history.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import { shownNumber } from '../words/format-number.server.ts'

/** A removed contact with its numbers as people write them. */
export type ShownRemoval = RemovedContact

export async function shownRemovals(
  em: EntityManager,
  asked: { readonly organisation: string; readonly contact?: string },
): Promise<readonly ShownRemoval[]> {
  const home = await homeOf(em, asked.organisation)
  return (await removedContacts(em, asked)).map((removal) => ({
    ...removal,
    numbers: removal.numbers.map((number) => shownNumber(number, { home })),
  }))
}
