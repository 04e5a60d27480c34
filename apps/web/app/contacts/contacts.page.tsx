import { Button, TextInput, Title } from '@mantine/core'
import { Form, Link } from 'react-router'
import { may } from '../shared/permissions.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/contacts.page'
import styles from './contacts.module.css'
import { readContacts } from './read-contacts.server.ts'
import rows from '../shared/call-rows.module.css'

export const handle = { permission: 'contacts.see' }

const PAGE = 100

export async function loader({ request, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'contacts.see')
  const { searchParams } = new URL(request.url)
  const search = (searchParams.get('q') ?? '').trim().slice(0, 80)
  const organisation = session.organisation.id
  const rows = await context.get(servicesContext).db.withOrganisation(organisation, (em) => readContacts(em, { organisation, search, after: (searchParams.get('after') ?? '').slice(0, 200), limit: PAGE + 1 }))
  const contacts = rows.slice(0, PAGE)
  const last = contacts.at(-1)
  return { search, contacts, next: rows.length > PAGE && last ? `${last.name} ${last.id}` : null, mayManage: may(session, 'contacts.manage') }
}

export default function ContactsPage({ loaderData: { search, contacts, next, mayManage } }: Route.ComponentProps) {
  return (
    <div className={styles.page}>
      <title>Contacts · Ringdown</title>
      <header className={styles.head}>
        <Title order={1}>Contacts</Title>
        {mayManage && (
          <div className={styles.deeds}>
            <Button component={Link} to="/contacts/import" variant="default">
              Import a file
            </Button>
            <Button component={Link} to="/contacts/new">
              Add a contact
            </Button>
          </div>
        )}
      </header>
      <Form method="get" role="search">
        <TextInput name="q" aria-label="Search by name or number" placeholder="Name or number" defaultValue={search} />
      </Form>
      {contacts.length === 0 ? (
        <div className={styles.empty}>
          <p className={styles.dimmed}>
            {search === '' ? 'Nobody is in the address book yet. Whoever is in it is shown by name when they call, to everybody here.' : `No contact has “${search}” in a name or a number.`}
          </p>
          {search !== '' && (
            <Button component={Link} to="/contacts" variant="default">
              Clear the search
            </Button>
          )}
        </div>
      ) : (
        <ul className={rows.rows}>
          {contacts.map(({ id, name, numbers }) => (
            <li key={id}>
              <Link to={`/contacts/${id}`} className={rows.pair}>
                <bdi className={rows.caller}>{name}</bdi>
                <span className={styles.dimmed}>{numbers.map(({ shown }) => shown).join(', ')}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {next !== null && (
        <Link to={`?${new URLSearchParams({ ...(search !== '' && { q: search }), after: next }).toString()}`} className={rows.further}>
          Further contacts
        </Link>
      )}
    </div>
  )
}
