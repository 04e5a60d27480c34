import { Anchor, Text, Title } from '@mantine/core'
import { Link, type ShouldRevalidateFunctionArgs } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { addressOf } from '../reach/addresses.ts'
import { askOf } from '../access/ask-of.ts'
import { clientContext, productContext } from '../access/contexts.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { may } from '#infra/deeds/permissions.ts'
import { formOf } from '../forms/read-form.server.ts'
import { ReadinessRow } from '../readiness/readiness-row.tsx'
import { readinessAnswer } from '#infra/db/member/readiness-words.ts'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import styles from '../look/team.module.css'
import { anyCall, useFreshOnEvents } from '../events/use-events-fresh.ts'
import { useFreshOnReturn } from '../events/use-fresh-on-return.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import type { Route } from './+types/person.page'
import { Belonging } from './belonging.tsx'
import { Devices } from './devices.tsx'
import { personAction } from './person-action.server.ts'
import { personView } from './person-view.server.ts'
import { rolesToGive } from './roles.ts'

export const handle = { permission: 'people.see' }

export async function loader({ context, params }: Route.LoaderArgs) {
  const session = requirePermission(context, 'people.see')
  const { db } = context.get(servicesContext)
  const person = await personView(db, {
    organisation: session.organisation.id,
    member: params.member,
    reader: { member: session.member, manages: may(session, 'people.manage') },
  })
  if (!person) throw notFound()
  const isSelf = session.member === person.member
  const mayManage = may(session, 'people.manage')
  const mayManageDevices = mayManage || (isSelf && may(session, 'own-device.manage'))
  // a colleague's private telephone is nobody's business but that of those who set it up
  return {
    person: { ...person, devices: isSelf || mayManage || session.role === 'auditor' ? person.devices : [] },
    isSelf,
    mayManage,
    mayManageDevices,
    seesDevices: isSelf || mayManage || session.role === 'auditor',
    roles: rolesToGive(session.role),
    administrators: session.administrators,
    phonesUrl: context.get(productContext).phonesUrl,
  }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const session = requirePermission(context, 'people.see')
  const services = context.get(servicesContext)
  const person = await personView(services.db, {
    organisation: session.organisation.id,
    member: params.member,
    reader: { member: session.member, manages: may(session, 'people.manage') },
  })
  if (!person) throw notFound()
  return personAction(
    {
      services,
      session,
      address: context.get(clientContext).address,
      person,
      allow: (permission) => requirePermission(context, permission),
    },
    await formOf(request),
  )
}

/** A code that was tried too often is gone: what the page shows changes with a refusal too. */
export function shouldRevalidate({ defaultShouldRevalidate, actionStatus }: ShouldRevalidateFunctionArgs): boolean {
  return defaultShouldRevalidate || actionStatus !== undefined
}

export default function PersonPage({
  loaderData: { person, isSelf, mayManage, mayManageDevices, seesDevices, roles, administrators, phonesUrl },
}: Route.ComponentProps) {
  const answer = usePageAnswer<typeof action>()
  useFreshOnEvents({ calls: anyCall, things: ['people', 'numbers', 'routing'] }) // whether they are on a call, too
  useFreshOnReturn()
  return (
    <div className={styles.page}>
      <title>{`${isolated(person.name)} · People · Ringdown`}</title>
      <div>
        <LoneLink to={addressOf.people()}>People</LoneLink>
        <Title order={1}>
          <bdi>{person.name}</bdi>
        </Title>
        <p className={styles.lead}>{person.email}</p>
      </div>
      {person.role !== 'auditor' && (
        <section className={styles.card} aria-labelledby="readiness">
          <div>
            <Title order={2} id="readiness">
              {isSelf ? 'Does my phone ring?' : `Does ${isolated(person.name)}’s phone ring?`}
            </Title>
            <Text mt={4}>{readinessAnswer(person.checks)}</Text>
          </div>
          <ReadinessRow checks={person.checks} />
          {person.seats.length > 0 && (
            <Text c="dimmed" size="sm">
              On {person.seats.length === 1 ? 'the number' : 'the numbers'}{' '}
              {person.seats.map(({ number, name }, index) => (
                <span key={number}>
                  {index > 0 && ', '}
                  <Anchor component={Link} to={addressOf.number(number)} inherit underline="always">
                    {name}
                  </Anchor>
                </span>
              ))}
              .
            </Text>
          )}
        </section>
      )}
      {seesDevices && person.role !== 'auditor' && (
        <Devices
          person={person}
          isSelf={isSelf}
          mayChange={mayManageDevices}
          phonesUrl={phonesUrl}
          answer={answer?.intent.startsWith('device') ? answer : undefined}
        />
      )}
      {mayManage ? (
        <Belonging
          key={person.member}
          person={person}
          isSelf={isSelf}
          roles={roles}
          answer={answer?.intent.startsWith('device') ? undefined : answer}
        />
      ) : (
        !isSelf && (
          <Text c="dimmed" size="sm">
            Only owners and admins can change people.{askOf(administrators)}
          </Text>
        )
      )}
    </div>
  )
}
