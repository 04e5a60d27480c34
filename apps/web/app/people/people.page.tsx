import { Alert, Badge, Button, Text, Title } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { Link, useSearchParams } from 'react-router'
import { z } from 'zod'
import { inviteMember } from '#infra/deeds/people/invite-member.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { addressOf } from '../reach/addresses.ts'
import { askOf } from '../access/ask-of.ts'
import { letterInWords } from '../words/letter-words.server.ts'
import { LongList } from '../lists/long-list.tsx'
import { roleNames, may } from '#infra/deeds/permissions.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { formAnswer, formOf, readForm } from '../forms/read-form.server.ts'
import { ReadinessShort } from '../readiness/readiness-row.tsx'
import { readinessChecks } from '#infra/db/member/readiness-words.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import styles from '../look/team.module.css'
import { anyCall, useFreshOnEvents } from '../events/use-events-fresh.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import type { Route } from './+types/people.page'
import { Invite } from './invite.tsx'
import { rolesToGive } from './roles.ts'

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
      checks:
        one.role === 'auditor'
          ? null
          : readinessChecks(one, {
              now,
              reader: one.member === session.member ? 'self' : 'other',
              manages: may(session, 'people.manage'),
            }),
    })),
    organisation: session.organisation.name,
    mayInvite: may(session, 'people.manage'),
    roles: rolesToGive(session.role),
    administrators: session.administrators,
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const deed = deedContext(context, 'people.manage')
  const { invite, mailer } = context.get(servicesContext)
  const read = readForm(await formOf(request), { schema: inviteMember.input })
  if (!read.ok) return formAnswer(read, { intent: 'invite', said: '' })
  const done = await inviteMember({ ...deed, invite }, read.input)
  if (!done.ok) {
    const known = alreadyThere.safeParse(done.problem.details)
    const mend = known.success
      ? { to: addressOf.person(known.data.member), words: `Open ${known.data.name}` }
      : undefined
    return formAnswer(done, { intent: 'invite', said: '', mend })
  }
  const { name, email } = read.input
  const warning = done.mail && `The invitation could not be sent: ${done.mail} Send it again from ${name}’s page.`
  const letter = letterInWords(mailer, { what: 'The invitation', to: email })
  return formAnswer(
    { ok: true, warning },
    done.mail === null
      ? { intent: 'invite', said: `${name} is invited. ${letter.says}`, about: letter.about }
      : { intent: 'invite', said: `${name} is invited.` },
  )
}

/** Whoever has the e-mail address, in the details of its refusal. */
const alreadyThere = z.object({ member: z.string(), name: z.string() })

export default function PeoplePage({
  loaderData: { people, organisation, mayInvite, roles, administrators },
}: Route.ComponentProps) {
  const answer = usePageAnswer<typeof action>()
  const [asked] = useSearchParams()
  const isInviting = mayInvite && (asked.has('invite') || answer !== undefined)
  useFreshOnEvents({ calls: anyCall, things: ['people', 'numbers', 'routing'] }) // who is on a call, too
  return (
    <div className={styles.page}>
      <title>People · Ringdown</title>
      <div className={styles.head}>
        <div>
          <Title order={1}>People</Title>
          <p className={styles.lead}>Everyone in {organisation}, and whether their phone rings.</p>
        </div>
        {mayInvite && !isInviting && (
          <Button
            component={Link}
            to="?invite=1"
            preventScrollReset
            leftSection={<IconUserPlus size={18} stroke={1.75} aria-hidden />}
          >
            Invite someone
          </Button>
        )}
      </div>
      <div role="status">
        {asked.has('withdrawn') && (
          <Alert variant="light" title="The invitation is withdrawn, and its link opens nothing." />
        )}
      </div>
      {isInviting && <Invite roles={roles} answer={answer} />}
      <div className={styles.card}>
        <LongList
          items={people}
          textOf={({ name, email, role }) => `${name} ${email} ${roleNames[role]}`}
          noun="people"
          name="find"
        >
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
        <Link to={addressOf.person(member)} className={styles.link}>
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
