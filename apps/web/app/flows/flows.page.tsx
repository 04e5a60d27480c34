import { Title } from '@mantine/core'
import { data, redirect } from 'react-router'
import { may } from '../shared/permissions.ts'
import { formOf } from '../shared/read-form.server.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/flows.page'
import { changeFlows } from './change-flows.server.ts'
import { FlowList } from './flow-list.tsx'
import styles from './flows.module.css'
import { listFlows } from './list-flows.server.ts'
import { NewFlow } from './new-flow.tsx'
import { NoFlows } from './no-flows.tsx'

export const handle = { permission: 'flows.see' }

export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'flows.see')
  const { db } = context.get(servicesContext)
  const organisation = session.organisation.id
  const listing = await db.withOrganisation(organisation, (em) => listFlows(em, { organisation, now: Date.now() }))
  return { ...listing, canEdit: may(session, 'flows.edit') }
}

/** Makes or renames a flow; a new one is opened. */
export async function action({ request, context }: Route.ActionArgs) {
  const done = await changeFlows(context, await formOf(request))
  if (!done.ok) return data({ refused: done.why }, { status: done.status })
  return done.open === null ? data({ refused: null }) : redirect(`/flows/${done.open}`)
}

export default function FlowsPage({ loaderData: { flows, timeZone, canEdit } }: Route.ComponentProps) {
  return (
    <div className={styles.page}>
      <title>Flows · Ringdown</title>
      <header className={styles.opening}>
        <Title order={1}>Flows</Title>
        {canEdit && flows.length > 0 && <NewFlow />}
      </header>
      {flows.length === 0 ? <NoFlows>{canEdit && <NewFlow />}</NoFlows> : <FlowList flows={flows} timeZone={timeZone} canEdit={canEdit} />}
    </div>
  )
}
