import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { saveHistoryExport } from '#infra/db/call/save-history-export.ts'
import { callWorkflowId, type AfterCallInput } from '#workflows/messages.ts'
import type { AfterDeps } from './after-deps.ts'

/**
 * Copies the history of a closed call to file storage, since Temporal deletes it after its
 * retention. Payloads stay encrypted in it; the hash is of the file's bytes.
 * @throws while the call is still open: then it is tried again.
 */
export async function exportHistory(deps: AfterDeps, input: AfterCallInput): Promise<void> {
  const handle = deps.client.workflow.getHandle(callWorkflowId(input.call))
  const { status } = await handle.describe()
  if (status.name === 'RUNNING') throw new Error(`the call ${input.call} has not closed yet`)
  const history = await handle.fetchHistory()
  const file = gzipSync(JSON.stringify(historyToJSON(history)), { level: 9 })
  const sha256 = createHash('sha256').update(file).digest('hex')
  const fileKey = `${input.organisation}/histories/${input.call}.json.gz`
  await deps.files.set(fileKey, new File([Uint8Array.from(file)], 'history.json.gz', { type: 'application/gzip' }))
  await saveHistoryExport(deps.db, {
    organisation: input.organisation,
    call: input.call,
    history: { fileKey, sha256, events: history.events?.length ?? 0, exportedAt: Date.now() },
  })
}
