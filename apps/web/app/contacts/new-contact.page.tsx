import { Button, TextInput, Title } from '@mantine/core'
import { Form, redirect, useNavigation } from 'react-router'
import { addContact } from '#infra/deeds/contacts/add-contact.ts'
import { addressOf } from '../reach/addresses.ts'
import { isBusy } from '../reach/answer-unreached.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { LoneLink } from '../look/lone-link.tsx'
import { deedContext } from '../access/deed-context.server.ts'
import { ownPath } from '../access/own-path.ts'
import { doneByForm, fieldOf, formAnswer, formOf } from '../forms/read-form.server.ts'
import { requirePermission } from '../access/require-permission.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import type { Route } from './+types/new-contact.page'
import styles from './contacts.module.css'

export const handle = { permission: 'contacts.manage' }

export function loader({ request, context }: Route.LoaderArgs) {
  requirePermission(context, 'contacts.manage')
  const { searchParams } = new URL(request.url)
  const to = searchParams.get('to')
  // whoever comes from somewhere else, such as a conversation, goes back there
  return { number: (searchParams.get('number') ?? '').slice(0, 255), to: to === null ? null : ownPath(to) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const deed = deedContext(context, 'contacts.manage')
  const form = await formOf(request)
  const to = fieldOf(form, 'to')
  form.delete('to')
  const done = await doneByForm(form, { deed: addContact, context: deed })
  if (!done.ok) return formAnswer(done, { intent: 'add', said: '' })
  return redirect(to === '' ? addressOf.contact(done.contact) : ownPath(to))
}

export default function NewContactPage({ loaderData: { number, to } }: Route.ComponentProps) {
  const answer = usePageAnswer<typeof action>()
  const busy = isBusy(useNavigation().state, answer)
  return (
    <div className={styles.page}>
      <title>Add a contact · Ringdown</title>
      <div>
        {to === null ? <LoneLink to={addressOf.contacts()}>Contacts</LoneLink> : <LoneLink to={to}>Back</LoneLink>}
        <Title order={1}>Add a contact</Title>
      </div>
      <Form method="post" className={styles.form}>
        {to !== null && <input type="hidden" name="to" value={to} />}
        <TextInput name="name" label="Name" required withAsterisk={false} maxLength={80} autoFocus autoComplete="off" />
        <TextInput
          name="number"
          label="Number"
          description="Any way you write it. From abroad, with its country: +44 20 7946 0777"
          required
          withAsterisk={false}
          type="tel"
          defaultValue={number}
          autoComplete="off"
        />
        <FormAnswerNote answer={answer} />
        <Button type="submit" loading={busy}>
          Add contact
        </Button>
      </Form>
    </div>
  )
}
