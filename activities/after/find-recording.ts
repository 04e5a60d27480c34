import { eventKey } from '#flows/call/happenings/happening.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { noteNotKept } from '#infra/db/call/note-not-kept.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { record } from '#infra/signalwire/verbs/record/record.ts'
import type { AfterCallInput } from '#workflows/messages.ts'
import type { FoundRecording } from '../after-activities.ts'
import type { AfterDeps } from './after-deps.ts'

/**
 * The call's recording: as a word or a callback gives it, else as the carrier's log has it. One with an address that is
 * not the carrier's was given by somebody else, and hides none that the carrier has.
 * @param besides addresses that were looked at already
 */
export async function findRecording(
  deps: AfterDeps,
  input: AfterCallInput,
  besides: readonly string[] = [],
): Promise<FoundRecording | null> {
  const key = { organisation: input.organisation, call: input.call }
  for (const { url, seconds } of (await readCall(deps.db, key))?.recordings ?? []) {
    if (besides.includes(url)) continue
    const why = deps.carrier.refusesRecording(url)
    if (why === null) return { url, seconds }
    await noteNotKept(deps.db, { ...key, url, why })
  }
  for (const event of await logged(deps, input.call)) {
    const found = record.inLog(event)
    if (found?.kind !== 'recorded' || besides.includes(found.url)) continue
    const { url, seconds } = found
    const what = { kind: 'recording', url, seconds, from: 'log' } as const
    await appendEvents(deps.db, {
      ...key,
      events: [{ key: eventKey(what), event: { at: Date.now(), node: null, what } }],
    })
    return { url, seconds }
  }
  return null
}

/** A carrier that has forgotten the call has no recording of it either. */
async function logged(deps: AfterDeps, call: string): Promise<Awaited<ReturnType<AfterDeps['carrier']['logEvents']>>> {
  try {
    return await deps.carrier.logEvents(call)
  } catch (error) {
    if (error instanceof CarrierError && error.kind === 'gone') return []
    throw error
  }
}
