import { WorkflowNotFoundError } from '@temporalio/client'
import { eventKey, type CallEvent } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import type { CallWithOpenLegs } from '#infra/db/call/open-legs.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import { callWorkflowId } from '#workflows/messages.ts'
import type { AfterDeps } from './after-deps.ts'

/** A call that the carrier knows to be over, or knows nothing of. */
export interface OverAtCarrier {
  readonly call: CallWithOpenLegs
  /** How long it lasted, where the carrier says so. */
  readonly seconds: number | null
}

/** What is asked of Temporal. */
export interface AsksWorkflows {
  readonly client: {
    readonly workflow: {
      getHandle(id: string): { describe(): Promise<{ readonly status: { readonly name: string } }> }
    }
  }
}

/**
 * Closes the record of a call that is over and whose workflow is gone: it was ended by hand, or the engine was stopped and
 * has lost it. Nobody else would ever write its end, and it would seem to run for ever.
 */
export async function closeForgotten(
  deps: Pick<AfterDeps, 'db' | 'log'> & AsksWorkflows,
  organisation: string,
  { call, seconds }: OverAtCarrier,
): Promise<void> {
  const key = { organisation, call: call.call }
  if (Date.now() - call.arrivedAt < GETS_ITS_WORKFLOW || (await isRunning(deps, call.call))) return
  // whatever its workflow wrote last is there by now
  const record = await readCall(deps.db, key)
  if (!record || record.state === 'ended') return
  const known = await eventsOf(deps.db, key)
  const endedAt =
    seconds === null ? Math.max(call.arrivedAt, ...known.map(({ at }) => at)) : call.arrivedAt + seconds * 1000
  const events: readonly CallEvent[] = [
    {
      at: endedAt,
      node: null,
      what: { kind: 'trouble', with: 'engine', detail: 'what happened from here on is not known' },
    },
    {
      at: endedAt,
      node: null,
      what: {
        kind: 'ended',
        outcome: record.answeredAt === null ? 'missed' : 'answered',
        seconds: Math.round((endedAt - call.arrivedAt) / 1000),
      },
    },
  ]
  await appendEvents(deps.db, { ...key, events: events.map((event) => ({ key: eventKey(event.what), event })) })
  deps.log.warn(key, 'A call whose workflow is gone was closed')
}

async function isRunning({ client }: AsksWorkflows, call: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(callWorkflowId(call)).describe()
    return status.name === 'RUNNING'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
}

/** The sweep starts the workflow of a call that said no word well within this time. Milliseconds. */
const GETS_ITS_WORKFLOW = 120_000
