import { Alert, Button, Title } from '@mantine/core'
import { data, redirect, useFetcher } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { isBusy } from '../reach/answer-unreached.ts'
import { may } from '#infra/deeds/permissions.ts'
import { LongList } from '../lists/long-list.tsx'
import { formOf } from '../forms/read-form.server.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { useFreshOnEvents } from '../events/use-events-fresh.ts'
import type { Route } from './+types/flows.page'
import { changeFlows } from './change-flows.server.ts'
import { FlowList } from './flow-list.tsx'
import styles from './flows.module.css'
import { listFlows, type ListedFlow } from './list-flows.server.ts'
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

/** Makes, renames or copies a flow, or puts one aside; a new one is opened. */
export async function action({ request, context }: Route.ActionArgs) {
  const done = await changeFlows(context, await formOf(request))
  if (!done.ok) return data({ refused: done.why, said: null }, { status: done.status })
  return done.open === null ? data({ refused: null, said: done.said }) : redirect(addressOf.flow(done.open))
}

export default function FlowsPage({ loaderData: { flows, timeZone, canEdit } }: Route.ComponentProps) {
  const fetcher = useFetcher<typeof action>()
  useFreshOnEvents({ things: ['flows', 'numbers', 'routing'] })
  const choose = (fields: Readonly<Record<string, string>>) =>
    void fetcher.submit(fields, { method: 'post', action: addressOf.flows() })
  const archived = flows.filter((flow) => flow.archived)
  const others = flows.filter((flow) => !flow.archived)
  return (
    <div className={styles.page}>
      <title>Flows · Ringdown</title>
      <header className={styles.opening}>
        <Title order={1}>Flows</Title>
        {canEdit && flows.length > 0 && <NewFlow />}
      </header>
      <Said answer={isBusy(fetcher.state, fetcher.data) ? undefined : fetcher.data} onUndo={choose} />
      {flows.length === 0 ? (
        <NoFlows>{canEdit && <NewFlow />}</NoFlows>
      ) : (
        <LongList items={others} textOf={searchedIn} noun="flows" name="find" searchFrom={2}>
          {(shown) =>
            shown.length > 0 && <FlowList flows={shown} timeZone={timeZone} canEdit={canEdit} onChoose={choose} />
          }
        </LongList>
      )}
      {archived.length > 0 && (
        <section aria-labelledby="archived" className={styles.archived}>
          <Title order={2} id="archived">
            Archived
          </Title>
          <LongList items={archived} textOf={searchedIn} noun="archived flows" name="archived">
            {(shown) => <FlowList flows={shown} timeZone={timeZone} canEdit={canEdit} onChoose={choose} />}
          </LongList>
        </section>
      )}
    </div>
  )
}

function searchedIn({ name, numbers }: ListedFlow): string {
  return [name, ...numbers.map((number) => `${number.name} ${number.e164}`)].join(' ')
}

interface SaidProps {
  readonly answer: ReturnType<typeof useFetcher<typeof action>>['data']
  onUndo(fields: Readonly<Record<string, string>>): void
}

/** What came of the last choice, and the way back. */
function Said({ answer, onUndo }: SaidProps) {
  const said = answer?.said
  return (
    <div role="status" aria-live="polite">
      {answer?.refused && (
        <Alert variant="light" color="red">
          {answer.refused}
        </Alert>
      )}
      {said && (
        <Alert variant="light" title={said.says}>
          {said.undo && (
            <Button
              variant="default"
              size="compact-md"
              onClick={() => said.undo && onUndo({ deed: 'set-aside', ...said.undo })}
            >
              Undo
            </Button>
          )}
        </Alert>
      )}
    </div>
  )
}
