import { Text, Title } from '@mantine/core'
import { Form, Link, redirect } from 'react-router'
import { z } from 'zod'
import { sha256 } from '#flows/language/sha256.ts'
import { usedIn } from '#infra/db/flow/used-in.ts'
import { Schedule } from '#infra/db/schedule/schedule.ts'
import { changeSchedule } from '#infra/deeds/schedules/change-schedule.ts'
import { deleteSchedule } from '#infra/deeds/schedules/delete-schedule.ts'
import { hoursText, hoursWords } from '#infra/deeds/schedules/schedule-input.ts'
import { may } from '#infra/deeds/permissions.ts'
import { askOf } from '../access/ask-of.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { useFreshOnEvents } from '../events/use-events-fresh.ts'
import { AskingButton } from '../forms/asking-button.tsx'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { doneByForm, fieldOf, formAnswer, formOf } from '../forms/read-form.server.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import { LoneLink } from '../look/lone-link.tsx'
import styles from '../look/team.module.css'
import { addressOf } from '../reach/addresses.ts'
import type { Route } from './+types/schedule.page'
import { HoursForm } from './hours-form.tsx'

export const handle = { permission: 'organisation.see' }

export async function loader({ context, params }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const { db } = context.get(servicesContext)
  const found = await db.withOrganisation(session.organisation.id, async (em) => {
    const id = idOf(params.schedule)
    const schedule = await em.findOne(Schedule, { id })
    return schedule && { id, name: schedule.name, hours: schedule.hours, uses: await usedIn(em, 'schedules', id) }
  })
  if (!found) throw notFound()
  return {
    ...found,
    words: hoursWords(found.hours),
    revision: sha256(hoursText(found.hours)),
    manages: may(session, 'organisation.manage'),
    administrators: session.administrators,
  }
}

export async function action({ context, request, params }: Route.ActionArgs) {
  const deed = deedContext(context, 'organisation.manage')
  const form = await formOf(request)
  const known = { schedule: idOf(params.schedule) }
  if (fieldOf(form, 'intent') === 'delete') {
    const done = await doneByForm(form, { deed: deleteSchedule, context: deed, known })
    return done.ok ? redirect(addressOf.schedules()) : formAnswer(done, { intent: 'delete', said: '' })
  }
  return formAnswer(await doneByForm(form, { deed: changeSchedule, context: deed, known }), {
    intent: 'change',
    said: 'Saved. From the next call on, these hours hold.',
  })
}

export default function SchedulePage({
  loaderData: { id, name, hours, words, uses, revision, manages, administrators },
}: Route.ComponentProps) {
  useFreshOnEvents({ things: ['flows'] })
  const answer = usePageAnswer<typeof action>()
  const of = (intent: string) => (answer?.intent === intent ? answer : undefined)
  return (
    <div className={styles.page}>
      <title>{`${name} · Shared hours · Ringdown`}</title>
      <div>
        <LoneLink to={addressOf.schedules()}>Shared hours</LoneLink>
        <Title order={1} dir="auto">
          {name}
        </Title>
      </div>
      <section className={styles.card} aria-label="Hours">
        {manages ? (
          <HoursForm key={id} name={name} hours={hours} revision={revision} answer={of('change')} />
        ) : (
          <Text>{words}</Text>
        )}
      </section>
      <section className={styles.card} aria-labelledby="used-in">
        <Title order={2} id="used-in">
          Used in
        </Title>
        {uses.length === 0 ? (
          <Text c="dimmed">No flow uses these hours. Choose them in a “Business hours” of a flow.</Text>
        ) : (
          <ul className={styles.list}>
            {uses.map((flow) => (
              <li key={flow.flow} className={styles.item} data-link>
                <span className={styles.who}>
                  <Link to={addressOf.flow(flow.flow)} className={styles.link} dir="auto">
                    {flow.name}
                  </Link>
                </span>
                <span className={styles.quiet}>{flow.published ? 'Published' : 'In its draft'}</span>
              </li>
            ))}
          </ul>
        )}
        {manages && (
          <Form method="post">
            {uses.length > 0 ? (
              <Text c="dimmed" size="sm">
                To delete these hours, choose other hours in the flows above, publish those that are published, then
                come back.
              </Text>
            ) : (
              <AskingButton
                name="intent"
                value="delete"
                question={`${name} will be gone for good.`}
                yes="Delete"
                no="Keep"
              >
                Delete these hours
              </AskingButton>
            )}
            <FormAnswerNote answer={of('delete')} />
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

/** @throws Response 404 when it cannot be an id. */
function idOf(param: string): string {
  const id = z.guid().safeParse(param)
  if (!id.success) throw notFound()
  return id.data
}
