import { Badge, Button, Text, TextInput, Title } from '@mantine/core'
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react'
import { Link, redirect, useActionData, useSearchParams } from 'react-router'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import { LongList } from '../shared/long-list.tsx'
import { may } from '../shared/permissions.ts'
import { deedContext } from '../shared/deed-context.server.ts'
import { formAnswer, formOf, readForm } from '../shared/read-form.server.ts'
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
  const deed = deedContext(context, 'number.settings')
  const { carrier } = context.get(servicesContext)
  const read = readForm(await formOf(request), { schema: addNumberInput })
  const done = read.ok ? await addNumber(deed, read.input, async (e164) => (await carrier.number(e164)) !== null) : read
  if (done.ok) throw redirect(`/numbers/${done.number}`)
  return formAnswer(done, { intent: 'add', said: '' })
}

export default function NumbersPage({ loaderData: { numbers, mayAdd } }: Route.ComponentProps) {
  const { fetcher, answer, busy } = useAnsweredForm(useActionData<typeof action>())
  const [asked] = useSearchParams()
  const isAdding = mayAdd && (asked.has('add') || answer !== undefined)
  return (
    <div className={styles.page}>
      <title>Numbers · Ringdown</title>
      <div className={styles.head}>
        <div>
          <Title order={1}>Numbers</Title>
          <p className={styles.lead}>Each number answers with a flow, and rings the people who are on it.</p>
        </div>
        {mayAdd && !isAdding && (
          <Button component={Link} to="?add=1" preventScrollReset leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}>
            Add a number
          </Button>
        )}
      </div>
      {isAdding && (
        <section className={styles.card} aria-labelledby="add">
          <div className={styles.head}>
            <Title order={2} id="add">
              Add a number
            </Title>
            <Button component={Link} to="." preventScrollReset variant="subtle" color="gray" size="compact-md" aria-label="Cancel adding a number">
              Cancel
            </Button>
          </div>
          <fetcher.Form method="post" className={styles.fields}>
            <TextInput autoFocus name="e164" type="tel" label="Telephone number" description="One of your carrier’s account, with its country." placeholder="+1 202 555 0100" required withAsterisk={false} />
            <TextInput name="name" label="Name" description="What your team calls it." placeholder="Sales" required withAsterisk={false} maxLength={80} />
            <div>
              <Button type="submit" loading={busy}>
                Add number
              </Button>
            </div>
          </fetcher.Form>
          <FormAnswerNote answer={busy ? undefined : answer} />
        </section>
      )}
      {numbers.length === 0 && <Text>{mayAdd ? 'There is no number yet. Add one, choose a flow for it, and put people on it.' : 'There is no number yet. Owners and admins can add one.'}</Text>}
      {numbers.length > 0 && (
        <div className={styles.card}>
          <LongList items={numbers} textOf={({ name, national, international, flow }) => `${name} ${national} ${international} ${international.replaceAll(' ', '')} ${flow ?? ''}`} noun="numbers" name="find">
            {(shown) => (
              <ul className={styles.list}>
                {shown.map((number) => (
                  <NumberRow key={number.number} number={number} />
                ))}
              </ul>
            )}
          </LongList>
        </div>
      )}
    </div>
  )
}

function NumberRow({ number }: { readonly number: NumberLine }) {
  const { name, national, international, people, rung, own } = number
  const { says, isWell } = answering(number)
  return (
    <li className={styles.item} data-link>
      <div className={styles.who}>
        <span>
          <Link to={`/numbers/${number.number}`} className={styles.link}>
            <bdi>{name}</bdi>
          </Link>{' '}
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
      <span className={isWell ? styles.quiet : styles.trouble}>
        {!isWell && <IconAlertTriangle size={18} stroke={1.75} aria-hidden />}
        <span>{says}</span>
      </span>
      <Reached people={people} rung={rung} />
    </li>
  )
}

/** How many people are on the number; none of them may be within reach of a call. */
function Reached({ people, rung }: Pick<NumberLine, 'people' | 'rung'>) {
  if (people === 0) return <span className={styles.quiet}>Nobody yet</span>
  const who = `${people} ${people === 1 ? 'person' : 'people'}`
  if (rung > 0) return <span className={styles.quiet}>{who}</span>
  return (
    <span className={styles.trouble}>
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      <span>{people === 1 ? `${who}, whose phone cannot ring` : `${who}, and no phone of theirs can ring`}</span>
    </span>
  )
}

function answering({ flow, answers }: NumberLine): { readonly says: string; readonly isWell: boolean } {
  if (flow === null) return { says: 'Answers no calls: no flow is chosen', isWell: false }
  return answers ? { says: `Answers with ${flow}`, isWell: true } : { says: `Answers no calls: ${flow} is not published`, isWell: false }
}
