import { Anchor, Badge, Button, Text, TextInput, Title } from '@mantine/core'
import { Link, redirect, useActionData } from 'react-router'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import { may } from '../shared/permissions.ts'
import { formAnswer, readForm } from '../shared/read-form.server.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import styles from '../shared/team.module.css'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import type { Route } from './+types/numbers.page'
import { addNumber, addNumberInput } from './add-number.server.ts'
import { numbersView, type NumberLine } from './numbers-view.server.ts'

export const handle = { permission: 'numbers.see' }

export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'numbers.see')
  const { db } = context.get(servicesContext)
  return { numbers: await numbersView(db, session), mayAdd: may(session, 'number.settings') }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { organisation, member } = requirePermission(context, 'number.settings')
  const { db, provision } = context.get(servicesContext)
  const read = readForm(await request.formData(), { schema: addNumberInput })
  const done = read.ok ? await addNumber({ db, provision, organisation: organisation.id, actor: member }, read.input) : read
  if (done.ok) throw redirect(`/numbers/${done.number}`)
  return formAnswer(done, { intent: 'add', said: '' })
}

export default function NumbersPage({ loaderData: { numbers, mayAdd } }: Route.ComponentProps) {
  const { fetcher, answer, busy } = useAnsweredForm(useActionData<typeof action>())
  return (
    <div className={styles.page}>
      <title>Numbers · Ringdown</title>
      <div>
        <Title order={1}>Numbers</Title>
        <p className={styles.lead}>Each number answers with a flow, and rings the people who are on it.</p>
      </div>
      {numbers.length === 0 && <Text>There is no number yet. Add one below, choose a flow for it, and put people on it.</Text>}
      {numbers.length > 0 && (
        <div className={styles.card}>
          <ul className={styles.list}>
            {numbers.map((number) => (
              <NumberRow key={number.number} number={number} />
            ))}
          </ul>
        </div>
      )}
      {mayAdd && (
        <section className={styles.card} aria-labelledby="add">
          <Title order={2} id="add">
            Add a number
          </Title>
          <fetcher.Form method="post" className={styles.fields}>
            <TextInput name="e164" type="tel" label="Telephone number" description="One of your carrier's account, with its country, as in +1 202 555 0100." required />
            <TextInput name="name" label="Name" description="What your team calls it, as in Sales." required maxLength={80} />
            <div>
              <Button type="submit" loading={busy}>
                Add number
              </Button>
            </div>
          </fetcher.Form>
          <FormAnswerNote answer={answer} />
        </section>
      )}
    </div>
  )
}

function NumberRow({ number }: { readonly number: NumberLine }) {
  const { name, national, international, flow, answers, people, own } = number
  return (
    <li className={styles.item}>
      <div className={styles.who}>
        <span>
          <Anchor component={Link} to={`/numbers/${number.number}`} className={styles.link}>
            {name}
          </Anchor>{' '}
          {own && (
            <Badge variant="light" size="sm" tt="none">
              You are on it
            </Badge>
          )}
        </span>
        <span className={styles.quiet} title={international}>
          {national}
        </span>
      </div>
      <span className={styles.quiet}>{flow === null ? 'No flow yet' : answers ? `Answers with ${flow}` : `${flow}, not published yet`}</span>
      <span className={styles.quiet}>
        {people} {people === 1 ? 'person' : 'people'}
      </span>
    </li>
  )
}
