import { Title } from '@mantine/core'
import { useActionData } from 'react-router'
import { isolated } from '#flows/isolated.ts'
import { LoneLink } from '../shared/lone-link.tsx'
import { may } from '../shared/permissions.ts'
import { deedContext } from '../shared/deed-context.server.ts'
import { formOf } from '../shared/read-form.server.ts'
import { notFound, requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import styles from '../shared/team.module.css'
import { useFreshOnEvents } from '../shared/use-events-fresh.ts'
import { useFreshOnReturn } from '../shared/use-fresh-on-return.ts'
import type { Route } from './+types/number.page'
import { AccessNote } from './access-note.tsx'
import { FlowChoice } from './flow-choice.tsx'
import { numberAction } from './number-action.server.ts'
import { aboutNumber, numberView } from './number-view.server.ts'
import { People } from './people.tsx'
import { RoutingList } from './routing-list.tsx'
import { Settings } from './settings.tsx'

export const handle = { permission: 'numbers.see' }

export async function loader({ context, params }: Route.LoaderArgs) {
  const session = requirePermission(context, 'numbers.see')
  const { db } = context.get(servicesContext)
  const view = await numberView(db, { organisation: session.organisation.id, number: params.number, reader: { member: session.member, manages: may(session, 'people.manage') } })
  if (!view) throw notFound()
  const about = { number: view.number, openToOrganisation: view.visibility === 'organisation' }
  return {
    view,
    own: { member: session.member, role: session.numbers.get(view.number) ?? null, reads: may(session, 'conversations.see', about) },
    organisation: session.organisation.name,
    administrators: session.administrators,
    can: {
      settings: may(session, 'number.settings', about),
      addPeople: may(session, 'number.add-people', about),
      makeAdmin: may(session, 'number.make-admin', about),
      routing: may(session, 'routing-list.manage', about),
    },
  }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const deed = deedContext(context, 'numbers.see')
  const about = await aboutNumber(deed.db, { organisation: deed.organisation, number: params.number })
  if (!about) throw notFound()
  const allow = (permission: Parameters<typeof requirePermission>[1]) => requirePermission(context, permission, about)
  return numberAction({ deed, about, allow }, await formOf(request))
}

export default function NumberPage({ loaderData: { view, own, organisation, administrators, can } }: Route.ComponentProps) {
  const answer = useActionData<typeof action>()
  useFreshOnEvents() // who is on a call
  useFreshOnReturn()
  const of = (...intents: readonly string[]) => (answer && intents.includes(answer.intent) ? answer : undefined)
  return (
    <div className={styles.page}>
      <title>{`${isolated(view.name)} · Numbers · Ringdown`}</title>
      <div>
        <LoneLink to="/numbers">Numbers</LoneLink>
        <Title order={1}>
          <bdi>{view.name}</bdi>
        </Title>
        <p className={styles.lead} title={view.international}>
          {view.national}
        </p>
      </div>
      <AccessNote view={view} own={own} mayAdd={can.addPeople} administrators={administrators} />
      <FlowChoice view={view} mayChange={can.settings} answer={of('flow')} />
      <RoutingList view={view} mayChange={can.routing} administrators={administrators} answer={of('routing')} />
      <People view={view} own={own} can={can} administrators={administrators} answer={of('add', 'role', 'remove', 'restore')} />
      <Settings view={view} organisation={organisation} mayChange={can.settings} answer={of('settings')} />
    </div>
  )
}
