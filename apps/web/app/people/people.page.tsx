import { Badge, Button, Text, Title } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { Link, useActionData, useSearchParams } from 'react-router'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { askOf } from '../shared/ask-of.ts'
import { LongList } from '../shared/long-list.tsx'
import { may } from '../shared/permissions.ts'
import { deedContext } from '../shared/deed-context.server.ts'
import { formAnswer, formOf, readForm } from '../shared/read-form.server.ts'
import { ReadinessShort } from '../shared/readiness-row.tsx'
import { readinessChecks } from '../shared/readiness-words.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import styles from '../shared/team.module.css'
import { useFreshOnEvents } from '../shared/use-events-fresh.ts'
import type { Route } from './+types/people.page'
import { addMemberInput } from './add-member.server.ts'
import { inviteMember } from './invite-member.server.ts'
import { Invite } from './invite.tsx'
import { roleNames, rolesToGive } from './roles.ts'

export const handle = { permission: 'people.see' }

export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'people.see')
  const { db } = context.get(servicesContext)
  const now = new Date()
  const people = await db.withOrganisation(session.organisation.id, (em) => readinessOf(em))
  return {
    people: people.map((one) => ({
      member: one.member,
      name: one.name,
      email: one.email,
      role: one.role,
      active: one.active,
      joined: one.joined,
      checks: one.role === 'auditor' ? null : readinessChecks(one, { now, reader: one.member === session.member ? 'self' : 'other', manages: may(session, 'people.manage') }),
    })),
    organisation: session.organisation.name,
    mayInvite: may(session, 'people.manage'),
    roles: rolesToGive(session.role),
    administrators: session.administrators,
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const deed = deedContext(context, 'people.manage')
  const { invite } = context.get(servicesContext)
  const read = readForm(await formOf(request), { schema: addMemberInput })
  if (!read.ok) return formAnswer(read, { intent: 'invite', said: '' })
  const done = await inviteMember({ ...deed, invite }, read.input)
  if (!done.ok) return formAnswer(done, { intent: 'invite', said: '', mend: done.known && { to: `/people/${done.known.member}`, words: `Open ${done.known.name}` } })
  const { name, email } = read.input
  const warning = done.mail && `The invitation could not be sent: ${done.mail} Send it again from ${name}’s page.`
  return formAnswer({ ok: true, warning }, { intent: 'invite', said: done.mail === null ? `${name} is invited: a letter is on its way to ${email}.` : `${name} is invited.` })
}

export default function PeoplePage({ loaderData: { people, organisation, mayInvite, roles, administrators } }: Route.ComponentProps) {
  const answer = useActionData<typeof action>()
  const [asked] = useSearchParams()
  const isInviting = mayInvite && (asked.has('invite') || answer !== undefined)
  useFreshOnEvents() // who is on a call
  return (
    <div className={styles.page}>
      <title>People · Ringdown</title>
      <div className={styles.head}>
        <div>
          <Title order={1}>People</Title>
          <p className={styles.lead}>Everybody in {organisation}, and whether their phone rings.</p>
        </div>
        {mayInvite && !isInviting && (
          <Button component={Link} to="?invite=1" preventScrollReset leftSection={<IconUserPlus size={18} stroke={1.75} aria-hidden />}>
            Invite somebody
          </Button>
        )}
      </div>
      {isInviting && <Invite roles={roles} answer={answer} />}
      <div className={styles.card}>
        <LongList items={people} textOf={({ name, email, role }) => `${name} ${email} ${roleNames[role]}`} noun="people" name="find">
          {(shown) => (
            <ul className={styles.list}>
              {shown.map((person) => (
                <PersonLine key={person.member} person={person} />
              ))}
            </ul>
          )}
        </LongList>
      </div>
      {!mayInvite && (
        <Text c="dimmed" size="sm">
          Only owners and admins can invite people.{askOf(administrators)}
        </Text>
      )}
    </div>
  )
}

type Line = Route.ComponentProps['loaderData']['people'][number]

function PersonLine({ person: { member, name, email, role, active, joined, checks } }: { readonly person: Line }) {
  return (
    <li className={styles.item} data-link>
      <div className={styles.who}>
        <Link to={`/people/${member}`} className={styles.link}>
          <bdi>{name}</bdi>
        </Link>
        <span className={styles.quiet}>{email}</span>
      </div>
      {checks === null ? <span className={styles.quiet}>Answers no calls</span> : <ReadinessShort checks={checks} />}
      <span className={styles.badges}>
        {active && joined !== 'joined' && (
          <Badge variant="outline" color="gray" tt="none">
            {joined === 'invited' ? 'Invited' : 'Declined'}
          </Badge>
        )}
        <Badge variant="light" color={active && role !== 'member' ? 'accent' : 'gray'} tt="none">
          {active ? roleNames[role] : 'Deactivated'}
        </Badge>
      </span>
    </li>
  )
}
