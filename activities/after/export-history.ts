import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import proto from '@temporalio/proto'
import type { CallKey } from '#infra/db/call/call-key.ts'
import { saveHistories, type ExportedHistory } from '#infra/db/call/histories.ts'
import { callWorkflowId, type AfterCallInput } from '#workflows/messages.ts'
import type { AfterDeps } from './after-deps.ts'

/** What it needs of `AfterDeps`. */
export interface HistoryDeps extends Pick<AfterDeps, 'db' | 'files'> {
  readonly client: {
    withDeadline<T>(deadline: number, ask: () => Promise<T>): Promise<T>
    readonly workflow: {
      getHandle(workflowId: string): { fetchHistory(): ReturnType<WorkflowHandle['fetchHistory']> }
    }
  }
}

/** Copies one call's history, for a workflow that an earlier release began. @throws while the call is still open: then it is tried again. */
export async function exportHistory(deps: HistoryDeps, { organisation, call }: AfterCallInput): Promise<void> {
  const copy = await copiedHistory(deps, { organisation, call })
  if (copy === 'open') throw new Error(`the call ${call} has not closed yet`)
  await saveHistories(deps.db, {
    organisation,
    ...(copy === 'gone' ? { copied: [], gone: [call] } : { copied: [copy] }),
  })
}

/**
 * Copies the history of a closed call to file storage, since Temporal deletes it after its retention. Payloads stay
 * encrypted in it; the hash is of the file's bytes. Repeating it replaces the file with the same one.
 * @returns where it lies; `open` while the call goes on, `gone` where the engine knows nothing of it.
 */
export async function copiedHistory(
  { client, files }: Pick<HistoryDeps, 'client' | 'files'>,
  { organisation, call }: CallKey,
): Promise<ExportedHistory | 'open' | 'gone'> {
  const history = await fetched(client, call)
  if (history === null) return 'gone'
  const type = history.events?.at(-1)?.eventType
  if (!CLOSED.has(type ?? 0)) return 'open'
  const file = await compressed(historyToJSON(history), { level: 9 })
  const fileKey = `${organisation}/histories/${call}.json.gz`
  await files.set(fileKey, new File([Uint8Array.from(file)], 'history.json.gz', { type: 'application/gzip' }))
  return {
    call,
    fileKey,
    sha256: createHash('sha256').update(file).digest('hex'),
    events: history.events?.length ?? 0,
    exportedAt: Date.now(),
  }
}

async function fetched(
  client: HistoryDeps['client'],
  call: string,
): Promise<Awaited<ReturnType<WorkflowHandle['fetchHistory']>> | null> {
  try {
    return await client.withDeadline(Date.now() + PATIENCE, () =>
      client.workflow.getHandle(callWorkflowId(call)).fetchHistory(),
    )
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null
    throw error
  }
}

// beside the thread that calls wait for
const compressed = promisify<string, { level: number }, Buffer>(gzip)

const { EventType } = proto.temporal.api.enums.v1

/** The last event of a workflow that is over. */
const CLOSED: ReadonlySet<proto.temporal.api.enums.v1.EventType> = new Set([
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
])

/** How long the engine may take to give a history. Milliseconds. */
const PATIENCE = 10_000
