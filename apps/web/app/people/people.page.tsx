import { Badge, Button, NativeSelect, Text, TextInput, Title } from '@mantine/core'
import { Link, useActionData } from 'react-router'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { askOf } from '../shared/ask-of.ts'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import { may } from '../shared/permissions.ts'
import { formAnswer, readForm } from '../shared/read-form.server.ts'
import { ReadinessShort } from '../shared/readiness-row.tsx'
import { readinessChecks } from '../shared/readiness-words.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import styles from '../shared/team.module.css'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import type { Route } from './+types/people.page'
import { addMemberInput } from './add-member.server.ts'
import { inviteMember } from './invite-member.server.ts'
import { roleNames, rolesToGive } from './roles.ts'

export const handle = { permission: 'people.see' }

export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'people.see')
  const { db } = context.get(servicesContext)
  const now = new Date()
  const people = await db.withOrganisation(session.organisation.id, (em) => readinessOf(em))
  return {
    people: people.map((one) => ({ member: one.member, name: one.name, email: one.email, role: one.role, active: one.active, checks: one.role === 'auditor' ? null : readinessChecks(one, now) })),
    organisation: session.organisation.name,
    mayInvite: may(session, 'people.manage'),
    roles: rolesToGive(session.role),
    administrators: session.administrators,
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const who = requirePermission(context, 'people.manage')
  const { db, invite } = context.get(servicesContext)
  const read = readForm(await request.formData(), { schema: addMemberInput })
  if (!read.ok) return formAnswer(read, { intent: 'invite', said: '' })
  const done = await inviteMember({ db, organisation: who.organisation.id, who, invite }, read.input)
  if (!done.ok) return formAnswer(done, { intent: 'invite', said: '' })
  const warning = done.mail && `The invitation could not be sent: ${done.mail} Send it again from ${read.input.name}'s page.`
  return formAnswer({ ok: true, warning }, { intent: 'invite', said: done.mail === null ? `${read.input.name} is invited.` : `${read.input.name} belongs to the organisation now.` })
}

export default function PeoplePage({ loaderData: { people, organisation, mayInvite, roles, administrators } }: Route.ComponentProps) {
  const { fetcher, answer, busy } = useAnsweredForm(useActionData<typeof action>())
  return (
    <div className={styles.page}>
      <title>People · Ringdown</title>
      <div>
        <Title order={1}>People</Title>
        <p className={styles.lead}>Everybody in {organisation}, and whether their phone rings.</p>
      </div>
      <div className={styles.card}>
        <ul className={styles.list}>
          {people.map(({ member, name, email, role, active, checks }) => (
            <li key={member} className={styles.item}>
              <div className={styles.who}>
                <span>
                  <Link to={`/people/${member}`} className={styles.link}>
                    {name}
                  </Link>
                </span>
                <span className={styles.quiet}>{email}</span>
              </div>
              {checks === null ? <span className={styles.quiet}>Answers no calls</span> : <ReadinessShort checks={checks} />}
              <span>
                <Badge variant="light" color={active ? 'accent' : 'gray'} tt="none">
                  {active ? roleNames[role] : 'Deactivated'}
                </Badge>
              </span>
            </li>
          ))}
        </ul>
      </div>
      {mayInvite ? (
        <section className={styles.card} aria-labelledby="invite">
          <Title order={2} id="invite">
            Invite somebody
          </Title>
          <fetcher.Form method="post" className={styles.fields}>
            <TextInput name="name" label="Name" required maxLength={80} autoComplete="off" />
            <TextInput name="email" type="email" label="E-mail address" description="An invitation goes there." required autoComplete="off" />
            <NativeSelect name="role" label="Role" defaultValue="member" data={roles.map((role) => ({ value: role, label: roleNames[role] }))} />
            <div>
              <Button type="submit" loading={busy}>
                Invite
              </Button>
            </div>
          </fetcher.Form>
          <FormAnswerNote answer={answer} />
        </section>
      ) : (
        <Text c="dimmed" size="sm">
          Only owners and admins can invite people.{askOf(administrators)}
        </Text>
      )}
    </div>
  )
}
