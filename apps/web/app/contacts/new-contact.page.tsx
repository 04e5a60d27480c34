import { Button, TextInput, Title } from '@mantine/core'
import { Form, redirect, useNavigation } from 'react-router'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import { LoneLink } from '../shared/lone-link.tsx'
import { deedContext } from '../shared/deed-context.server.ts'
import { formAnswer, formOf, readForm } from '../shared/read-form.server.ts'
import { requirePermission } from '../shared/require-permission.ts'
import type { Route } from './+types/new-contact.page'
import styles from './contacts.module.css'
import { addContact, newContactInput } from './save-contact.server.ts'

export const handle = { permission: 'contacts.manage' }

export function loader({ request, context }: Route.LoaderArgs) {
  requirePermission(context, 'contacts.manage')
  return { number: (new URL(request.url).searchParams.get('number') ?? '').slice(0, 40) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const deed = deedContext(context, 'contacts.manage')
  const read = readForm(await formOf(request), { schema: newContactInput })
  const done = read.ok ? await addContact(deed, read.input) : read
  if (!done.ok) return formAnswer(done, { intent: 'add', said: '' })
  return redirect(`/contacts/${done.contact}`)
}

export default function NewContactPage({ loaderData: { number }, actionData }: Route.ComponentProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <div className={styles.page}>
      <title>Add a contact · Ringdown</title>
      <div>
        <LoneLink to="/contacts">Contacts</LoneLink>
        <Title order={1}>Add a contact</Title>
      </div>
      <Form method="post" className={styles.form}>
        <TextInput name="name" label="Name" required maxLength={80} autoFocus autoComplete="off" />
        <TextInput name="number" label="Number" description="With its country, as in +1 202 555 0100" required type="tel" defaultValue={number} autoComplete="off" />
        <FormAnswerNote answer={actionData} />
        <Button type="submit" loading={busy}>
          Add contact
        </Button>
      </Form>
    </div>
  )
}
