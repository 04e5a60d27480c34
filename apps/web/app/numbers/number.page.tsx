import { Title } from '@mantine/core'
import { isolated } from '#flows/story/isolated.ts'
import { addressOf } from '../reach/addresses.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { may } from '#infra/deeds/permissions.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { formOf } from '../forms/read-form.server.ts'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import styles from '../look/team.module.css'
import { anyCall, useFreshOnEvents } from '../events/use-events-fresh.ts'
import { useFreshOnReturn } from '../events/use-fresh-on-return.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import type { Route } from './+types/number.page'
import { AccessNote } from './access-note.tsx'
import { CarrierNote } from './carrier-note.tsx'
import { FlowChoice } from './flow-choice.tsx'
import { numberAction } from './number-action.server.ts'
import { aboutNumber, numberView } from './number-view.server.ts'
import { ModeSwitch } from './mode-switch.tsx'
import { People } from './people.tsx'
import { Release, Released } from './release.tsx'
import { RoutingList } from './routing-list.tsx'
import { Settings } from './settings.tsx'

export const handle = { permission: 'numbers.see' }

export async function loader({ context, params }: Route.LoaderArgs) {
  const session = requirePermission(context, 'numbers.see')
  const { db } = context.get(servicesContext)
  const view = await numberView(db, {
    organisation: session.organisation.id,
    number: params.number,
    reader: { member: session.member, manages: may(session, 'people.manage') },
  })
  if (!view) throw notFound()
  const about = { number: view.number, openToOrganisation: view.visibility === 'organisation' }
  return {
    view,
    own: {
      member: session.member,
      role: session.numbers.get(view.number) ?? null,
      reads: may(session, 'conversations.see', about),
    },
    organisation: session.organisation.name,
    administrators: session.administrators,
    can: {
      settings: may(session, 'number.settings', about),
      mode: may(session, 'number.mode', about),
      release: may(session, 'number.release', about),
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
  const { carrier } = context.get(servicesContext)
  return numberAction({ deed, about, carrier, allow }, await formOf(request))
}

export default function NumberPage({
  loaderData: { view, own, organisation, administrators, can },
}: Route.ComponentProps) {
  const answer = usePageAnswer<typeof action>()
  useFreshOnEvents({ calls: anyCall, things: ['numbers', 'routing', 'people', 'flows'] }) // who is on a call, too
  useFreshOnReturn()
  if (view.releasedAt !== null) return <Released view={view} at={view.releasedAt} />
  const of = (...intents: readonly string[]) => (answer && intents.includes(answer.intent) ? answer : undefined)
  return (
    <div className={styles.page}>
      <title>{`${isolated(view.name)} · Numbers · Ringdown`}</title>
      <div>
        <LoneLink to={addressOf.numbers()}>Numbers</LoneLink>
        <Title order={1}>
          <bdi>{view.name}</bdi>
        </Title>
        <p className={styles.lead} title={view.international}>
          {view.national}
        </p>
      </div>
      <AccessNote view={view} own={own} mayAdd={can.addPeople} administrators={administrators} />
      <CarrierNote view={view} mayChange={can.settings} administrators={administrators} answer={of('confirm')} />
      <FlowChoice key={view.number} view={view} mayChange={can.settings} answer={of('flow')} />
      <ModeSwitch view={view} maySwitch={can.mode} administrators={administrators} answer={of('mode')} />
      <RoutingList view={view} mayChange={can.routing} administrators={administrators} answer={of('routing')} />
      <People
        view={view}
        own={own}
        can={can}
        administrators={administrators}
        answer={of('add', 'role', 'remove', 'restore')}
      />
      <Settings
        key={view.number}
        view={view}
        organisation={organisation}
        mayChange={can.settings}
        answer={of('settings')}
      />
      {can.release && <Release view={view} answer={of('release')} />}
    </div>
  )
}
