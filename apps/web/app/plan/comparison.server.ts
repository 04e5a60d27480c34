import { planNames, plans } from '#infra/db/organisation/plans.ts'

/** What is compared on the page of plans: the limits from the one table, and what both have. */
export function comparison() {
  return planNames.map((id) => {
    const { name, peoplePerNumber, ringAtOnce } = plans[id]
    return {
      id,
      name,
      rows: [
        { label: 'People who share one number', value: `up to ${peoplePerNumber}` },
        { label: 'Phones that ring at once', value: `up to ${ringAtOnce}` },
        { label: 'More than that', value: 'groups, one after another' },
        { label: 'Numbers, flows and calls', value: 'as many as you want' },
        { label: 'Shared inbox, voicemail, contacts', value: 'included' },
        { label: 'Auditors', value: 'included' },
      ],
    }
  })
}
