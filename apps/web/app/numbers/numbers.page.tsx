import { Alert, Anchor, Badge, Button, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react'
import { Link, redirect, useSearchParams } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { addressOf } from '../reach/addresses.ts'
import { LongList } from '../lists/long-list.tsx'
import { may } from '#infra/deeds/permissions.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { doneByForm, formAnswer, formOf } from '../forms/read-form.server.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import styles from '../look/team.module.css'
import { useFreshOnEvents } from '../events/use-events-fresh.ts'
import { useFreshOnReturn } from '../events/use-fresh-on-return.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import type { Route } from './+types/numbers.page'
import { addNumber } from '#infra/deeds/numbers/add-number.ts'
import { AddNumber } from './add-number.tsx'
import { numberChoices } from './number-choices.server.ts'
import own from './numbers.module.css'
import { releasedNumber } from './released-number.server.ts'
import { numbersView, type NumberLine } from './numbers-view.server.ts'

export const handle = { permission: 'numbers.see' }

export async function loader({ context, request }: Route.LoaderArgs) {
  const session = requirePermission(context, 'numbers.see')
  const { db, carrier } = context.get(servicesContext)
  const mayAdd = may(session, 'number.settings')
  // the carrier is asked only by whoever is about to choose
  const { searchParams } = new URL(request.url)
  const isAdding = mayAdd && searchParams.has('add')
  const [numbers, choices, released] = await Promise.all([
    numbersView(db, session),
    isAdding ? numberChoices(db, { organisation: session.organisation.id, carrier }) : null,
    releasedNumber(db, { organisation: session.organisation.id, number: searchParams.get('released') }),
  ])
  return { numbers, mayAdd, choices, released }
}

export async function action({ context, request }: Route.ActionArgs) {
  const deed = deedContext(context, 'number.settings')
  const { carrier } = context.get(servicesContext)
  const isInAccount = async (e164: string) => (await carrier.number(e164)) !== null
  const done = await doneByForm(await formOf(request), { deed: addNumber, context: { ...deed, isInAccount } })
  if (done.ok) throw redirect(addressOf.number(done.number))
  return formAnswer(done, { intent: 'add', said: '' })
}

export default function NumbersPage({ loaderData: { numbers, mayAdd, choices, released } }: Route.ComponentProps) {
  const answer = usePageAnswer<typeof action>()
  const [asked] = useSearchParams()
  const isAdding = mayAdd && (asked.has('add') || answer !== undefined)
  useFreshOnEvents({ things: ['numbers', 'routing', 'people', 'flows'] })
  useFreshOnReturn()
  return (
    <div className={styles.page}>
      <title>Numbers · Ringdown</title>
      <div className={styles.head}>
        <div>
          <Title order={1}>Numbers</Title>
          <p className={styles.lead}>Each number answers with a flow, and rings the people on it.</p>
        </div>
        {mayAdd && !isAdding && (
          <Button
            component={Link}
            to="?add=1"
            preventScrollReset
            leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
          >
            Add a number
          </Button>
        )}
      </div>
      <div role="status">
        {released && (
          <Alert variant="light" title={`${isolated(released.name)}, ${released.national}, is released.`}>
            It answers no calls.{' '}
            <Anchor component={Link} to={addressOf.number(released.number)} inherit underline="always">
              See what is kept of it
            </Anchor>
          </Alert>
        )}
      </div>
      {isAdding && <AddNumber choices={choices} answer={answer} />}
      {numbers.length === 0 && (
        <Text>
          {mayAdd
            ? 'No numbers yet. Add one, choose a flow for it, and add people to it.'
            : 'No numbers yet. Owners and admins can add one.'}
        </Text>
      )}
      {numbers.length > 0 && (
        <div className={styles.card}>
          <LongList
            items={numbers}
            textOf={({ name, national, international, flow }) =>
              `${name} ${national} ${international} ${international.replaceAll(' ', '')} ${flow ?? ''}`
            }
            noun="numbers"
            name="find"
          >
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
  const { name, national, international, people, rung, own: isOwn } = number
  const { says, state } = answering(number)
  return (
    <li className={styles.item} data-link>
      <div className={styles.who}>
        <span>
          <Link to={addressOf.number(number.number)} className={styles.link}>
            <bdi>{name}</bdi>
          </Link>{' '}
          {isOwn && (
            <Badge variant="light" size="sm" tt="none">
              You are on it
            </Badge>
          )}
        </span>
        <span className={styles.quiet} title={international}>
          {national}
        </span>
      </div>
      <span className={state === 'well' ? styles.quiet : state === 'broken' ? own.broken : styles.trouble}>
        {state !== 'well' && <IconAlertTriangle size={18} stroke={1.75} aria-hidden />}
        <span>{says}</span>
      </span>
      <Reached people={people} rung={rung} />
    </li>
  )
}

/** How many people are on the number; calls may ring none of them. */
function Reached({ people, rung }: Pick<NumberLine, 'people' | 'rung'>) {
  if (people === 0) return <span className={styles.quiet}>Nobody yet</span>
  const who = `${people} ${people === 1 ? 'person' : 'people'}`
  if (rung !== 0) return <span className={styles.quiet}>{who}</span>
  return (
    <span className={styles.trouble}>
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      <span>{who}, but calls ring nobody</span>
    </span>
  )
}

function answering({ flow, answers, isConfirmed }: NumberLine): {
  readonly says: string
  readonly state: 'well' | 'trouble' | 'broken'
} {
  if (flow === null) return { says: 'Answers no calls: no flow is chosen', state: 'trouble' }
  if (!answers) return { says: `Answers no calls: ${flow} is not published`, state: 'trouble' }
  return isConfirmed
    ? { says: `Answers with ${flow}`, state: 'well' }
    : { says: 'Not confirmed at the carrier: calls may not reach it', state: 'broken' }
}
