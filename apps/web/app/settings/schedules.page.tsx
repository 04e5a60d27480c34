import { Button, Text, TextInput, Title } from '@mantine/core'
import { Form, Link, redirect, useNavigation } from 'react-router'
import { weekWords } from '#flows/hours/week-words.ts'
import { Schedule } from '#infra/db/schedule/schedule.ts'
import { makeSchedule } from '#infra/deeds/schedules/make-schedule.ts'
import { may } from '#infra/deeds/permissions.ts'
import { askOf } from '../access/ask-of.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { useFreshOnEvents } from '../events/use-events-fresh.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { doneByForm, formAnswer, formOf } from '../forms/read-form.server.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import { LoneLink } from '../look/lone-link.tsx'
import styles from '../look/team.module.css'
import { addressOf } from '../reach/addresses.ts'
import { isBusy } from '../reach/answer-unreached.ts'
import type { Route } from './+types/schedules.page'
import own from './settings.module.css'

export const handle = { permission: 'organisation.see' }

export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const { db } = context.get(servicesContext)
  const schedules = await db.withOrganisation(session.organisation.id, (em) =>
    em.find(Schedule, {}, { orderBy: { name: 'asc' } }),
  )
  return {
    schedules: schedules.map(({ id, name, hours }) => ({ id, name, week: weekWords(hours.week) })),
    manages: may(session, 'organisation.manage'),
    administrators: session.administrators,
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const deed = deedContext(context, 'organisation.manage')
  const made = await doneByForm(await formOf(request), { deed: makeSchedule, context: deed })
  return made.ok ? redirect(addressOf.schedule(made.schedule)) : formAnswer(made, { intent: 'make', said: '' })
}

export default function SchedulesPage({ loaderData: { schedules, manages, administrators } }: Route.ComponentProps) {
  useFreshOnEvents({ things: ['flows'] })
  const answer = usePageAnswer<typeof action>()
  const busy = isBusy(useNavigation().state, answer)
  return (
    <div className={styles.page}>
      <title>Shared hours · Settings · Ringdown</title>
      <div>
        <LoneLink to={addressOf.settings()}>Settings</LoneLink>
        <Title order={1}>Shared hours</Title>
        <p className={styles.lead}>
          Opening hours that several flows use. A change here counts in all of them from the next call on, without
          publishing.
        </p>
      </div>
      <section className={styles.card} aria-label="Shared hours">
        {schedules.length === 0 ? (
          <Text c="dimmed">None yet. Each “Business hours” of a flow can also have hours of its own.</Text>
        ) : (
          <ul className={styles.list}>
            {schedules.map(({ id, name, week }) => (
              <li key={id} className={styles.item} data-link>
                <span className={styles.who}>
                  <Link to={addressOf.schedule(id)} className={styles.link} dir="auto">
                    {name}
                  </Link>
                </span>
                <span className={styles.quiet}>{week}</span>
              </li>
            ))}
          </ul>
        )}
        {manages && (
          <Form method="post" className={own.change}>
            <TextInput
              name="name"
              label="New shared hours"
              placeholder="Office hours"
              required
              withAsterisk={false}
              maxLength={80}
              dir="auto"
              autoComplete="off"
            />
            <Button type="submit" variant="default" loading={busy}>
              Create
            </Button>
            <FormAnswerNote answer={busy ? undefined : answer} />
          </Form>
        )}
      </section>
      {!manages && (
        <Text c="dimmed" size="sm">
          Only owners and admins can change this.{askOf(administrators)}
        </Text>
      )}
    </div>
  )
}
