import type { EntityManager } from '#infra/db/orm.ts'
import { planNames, plans } from '#infra/db/organisation/plans.ts'
import { numbersBeyond } from '#infra/deeds/organisation/choose-plan.ts'

/** What is compared on the page of plans: the limits from the one table, what both have, and what keeps a plan from being chosen. */
export async function comparison(em: EntityManager) {
  const compared = []
  for (const id of planNames) {
    const { name, peoplePerNumber, ringAtOnce } = plans[id]
    compared.push({
      id,
      name,
      limit: peoplePerNumber,
      /** "Sales has 12": more than this plan allows; null when everything fits. */
      tooLarge: await numbersBeyond(em, id),
      rows: [
        { label: 'People who share one number', value: `up to ${peoplePerNumber}` },
        { label: 'Phones that ring at once', value: `up to ${ringAtOnce}` },
        { label: 'More phones than that', value: 'in groups, one after another' },
        { label: 'Numbers, flows and calls', value: 'no limit' },
        { label: 'Shared inbox, voicemail, contacts', value: 'included' },
        { label: 'Auditors', value: 'included' },
      ],
    })
  }
  return compared
}
