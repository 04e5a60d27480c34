import { Title } from '@mantine/core'
import { Link } from 'react-router'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { addressOf } from '../reach/addresses.ts'
import rows from '../calling/call-rows.module.css'
import { When } from '../words/format-when.tsx'
import { LoneLink } from '../look/lone-link.tsx'
import { ZoneNote } from '../look/zone-note.tsx'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { useFreshOnEvents } from '../events/use-events-fresh.ts'
import type { Route } from './+types/removed.page'
import styles from './contacts.module.css'
import { shownRemovals } from './shown-removals.server.ts'

export const handle = { permission: 'contacts.see' }

export async function loader({ context }: Route.LoaderArgs) {
  const organisation = requirePermission(context, 'contacts.see').organisation.id
  return context.get(servicesContext).db.withOrganisation(organisation, async (em) => ({
    removed: await shownRemovals(em, { organisation }),
    timeZone: (await em.findOneOrFail(Organisation, { id: organisation })).timeZone,
  }))
}

export default function RemovedPage({ loaderData: { removed, timeZone } }: Route.ComponentProps) {
  useFreshOnEvents({ things: ['contacts', 'names'] })
  return (
    <div className={styles.page}>
      <title>Removed contacts · Ringdown</title>
      <div>
        <LoneLink to={addressOf.contacts()}>Contacts</LoneLink>
        <Title order={1}>Removed contacts</Title>
        <ZoneNote timeZone={timeZone} />
      </div>
      {removed.length === 0 ? (
        <p className={styles.dimmed}>
          No removed contacts. Contacts that are removed are kept here and can be restored.
        </p>
      ) : (
        <ul className={rows.rows}>
          {removed.map(({ change, contact, name, numbers, at, by }) => (
            <li key={change}>
              <Link to={addressOf.contact(contact)} className={rows.pair}>
                <span>
                  <bdi className={rows.caller}>{name}</bdi>
                  <br />
                  {numbers.join(', ')}
                </span>
                <span className={styles.dimmed}>
                  <bdi>{by}</bdi> · <When at={at} as="day" timeZone={timeZone} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
