import { Button, Title } from '@mantine/core'
import { Form, Link, useSearchParams } from 'react-router'
import { may } from '#infra/deeds/permissions.ts'
import { addressOf } from '../reach/addresses.ts'
import { requirePermission } from '../access/require-permission.ts'
import { SearchField } from '../lists/search-field.tsx'
import { servicesContext } from '../access/services.ts'
import { useFreshOnEvents } from '../events/use-events-fresh.ts'
import type { Route } from './+types/contacts.page'
import styles from './contacts.module.css'
import { DoneToast } from './done-toast.tsx'
import { justDone } from './just-done.server.ts'
import { Marks } from './marks.tsx'
import { placeOf, readContacts } from './read-contacts.server.ts'
import rows from '../calling/call-rows.module.css'

export const handle = { permission: 'contacts.see' }

const PAGE = 100

export async function loader({ request, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'contacts.see')
  const { searchParams } = new URL(request.url)
  const search = (searchParams.get('q') ?? '').trim().slice(0, 80)
  const organisation = session.organisation.id
  const after = (searchParams.get('after') ?? '').slice(0, 200)
  const { rows, done } = await context.get(servicesContext).db.withOrganisation(organisation, async (em) => ({
    rows: await readContacts(em, { organisation, search, after, limit: PAGE + 1 }),
    done: await justDone(em, { organisation, search: searchParams }),
  }))
  const contacts = rows.slice(0, PAGE)
  const last = contacts.at(-1)
  return {
    search,
    contacts,
    done,
    next: rows.length > PAGE && last ? placeOf(last) : null,
    mayManage: may(session, 'contacts.manage'),
  }
}

export default function ContactsPage({
  loaderData: { search, contacts, done, next, mayManage },
}: Route.ComponentProps) {
  useFreshOnEvents({ things: ['contacts'] })
  const [, setQuery] = useSearchParams()
  return (
    <div className={styles.page}>
      <title>Contacts · Ringdown</title>
      <header className={styles.head}>
        <Title order={1}>Contacts</Title>
        {mayManage && (
          <div className={styles.deeds}>
            <Button component={Link} to={addressOf.contactsImport()} variant="default">
              Import a file
            </Button>
            <Button component={Link} to={addressOf.newContact()}>
              Add a contact
            </Button>
          </div>
        )}
      </header>
      <Form method="get" role="search">
        <SearchField
          name="q"
          label="Search by name or number"
          placeholder="Search by name or number"
          searched={search}
          onSearch={(text) => setQuery(text === '' ? {} : { q: text }, { replace: true, preventScrollReset: true })}
        />
      </Form>
      {contacts.length === 0 ? (
        <div className={styles.empty}>
          <p className={styles.dimmed}>
            {search === ''
              ? 'No contacts yet. When a contact calls, everyone here sees their name.'
              : `No contact matches “${search}”.`}
          </p>
          {search !== '' && (
            <Button component={Link} to={addressOf.contacts()} variant="default">
              Clear the search
            </Button>
          )}
        </div>
      ) : (
        <ul className={rows.rows}>
          {contacts.map(({ id, name, numbers, ...marks }) => (
            <li key={id}>
              <Link to={addressOf.contact(id)} className={rows.pair}>
                <span className={styles.marked}>
                  <bdi className={rows.caller}>{name}</bdi>
                  <Marks marks={marks} />
                </span>
                <span className={styles.dimmed}>{numbers.map(({ shown }) => shown).join(', ')}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {next !== null && (
        <Link
          to={`?${new URLSearchParams({ ...(search !== '' && { q: search }), after: next }).toString()}`}
          className={rows.further}
        >
          More contacts
        </Link>
      )}
      <nav aria-label="More about contacts" className={styles.further}>
        <Link to={addressOf.tags()} className={styles.quiet}>
          Tags
        </Link>
        <Link to={addressOf.removedContacts()} className={styles.quiet}>
          Removed contacts
        </Link>
      </nav>
      <DoneToast done={done} />
    </div>
  )
}
