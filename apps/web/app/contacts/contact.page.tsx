import { Button, TextInput, Title } from '@mantine/core'
import { Form, useActionData, useNavigation } from 'react-router'
import { z } from 'zod'
import { isolated } from '#flows/isolated.ts'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import { LoneLink } from '../shared/lone-link.tsx'
import { may } from '../shared/permissions.ts'
import { notFound, requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/contact.page'
import { contactAction } from './contact-action.server.ts'
import styles from './contacts.module.css'
import { Merge } from './merge.tsx'
import { readContact, readContacts } from './read-contacts.server.ts'

export const handle = { permission: 'contacts.see' }

export async function loader({ params, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'contacts.see')
  if (!z.guid().safeParse(params.contact).success) throw notFound()
  const organisation = session.organisation.id
  const mayManage = may(session, 'contacts.manage')
  return context.get(servicesContext).db.withOrganisation(organisation, async (em) => {
    const contact = await readContact(em, params.contact)
    if (!contact) throw notFound()
    const others = mayManage ? await readContacts(em, { organisation, search: '', after: '', limit: 1_000 }) : []
    return { contact, mayManage, others: others.flatMap(({ id, name, numbers }) => (id === contact.id ? [] : [{ id, name, numbers: numbers.map(({ shown }) => shown) }])) }
  })
}

export function action({ request, params, context }: Route.ActionArgs) {
  return contactAction({ request, context, contact: params.contact })
}

export default function ContactPage({ loaderData: { contact, mayManage, others } }: Route.ComponentProps) {
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  return (
    <div className={styles.page}>
      <title>{`${isolated(contact.name)} · Contacts · Ringdown`}</title>
      <div>
        <LoneLink to="/contacts">Contacts</LoneLink>
        <Title order={1} className={styles.name}>
          <bdi>{contact.name}</bdi>
        </Title>
      </div>
      <ul className={styles.numbers}>
        {contact.numbers.map(({ id, e164, shown }) => (
          <li key={id} title={e164}>
            {shown}
          </li>
        ))}
      </ul>
      <FormAnswerNote answer={answer} />
      {mayManage && (
        <>
          <Form method="post" className={styles.form}>
            <input type="hidden" name="intent" value="rename" />
            <TextInput name="name" label="Name" required maxLength={80} defaultValue={contact.name} key={contact.name} />
            <Button type="submit" loading={busy} variant="default">
              Change the name
            </Button>
          </Form>
          <Form method="post" className={styles.form} key={contact.numbers.length}>
            <input type="hidden" name="intent" value="add-number" />
            <TextInput name="number" label="Another number" type="tel" description="With its country, as in +1 202 555 0100" required />
            <Button type="submit" loading={busy} variant="default">
              Add the number
            </Button>
          </Form>
          {others.length > 0 && <Merge contact={contact} others={others} busy={busy} />}
          <Form method="post" className={styles.section}>
            <input type="hidden" name="intent" value="remove" />
            <p className={styles.dimmed}>Removed, the contact leaves everybody’s address book. Its conversations stay, under its numbers.</p>
            <Button type="submit" loading={busy} variant="default" color="red" className={styles.deed}>
              Remove the contact
            </Button>
          </Form>
        </>
      )}
    </div>
  )
}
