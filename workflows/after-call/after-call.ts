import {
  ApplicationFailure,
  proxyActivities,
  proxyLocalActivities,
  setWorkflowOptions,
  sleep,
} from '@temporalio/workflow'
import type { AfterActivities, FoundRecording, KeepOutcome } from '#activities/after-activities.ts'
import type { AfterCallInput, EarlierAfterCallInput } from '../messages.ts'
import { movesOn } from '../moves-on.ts'

/** What has not come about within a day fails the workflow, where somebody sees it. */
const lookUps = proxyActivities<AfterActivities>({
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '24h',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
})
/** The same while nothing keeps it from being done at once. */
const quickLooks = proxyLocalActivities<AfterActivities>({
  startToCloseTimeout: '3s',
  scheduleToCloseTimeout: '4s',
  retry: { maximumAttempts: 1 },
})
/** These beat while they run, so a long recording is fetched once and a dead worker is noticed. */
const fetches = proxyActivities<AfterActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '20s',
  scheduleToCloseTimeout: '24h',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
})

// what it fetches may be tried for a day
setWorkflowOptions(movesOn, afterCall)

/** What the caller may have left: the recording is fetched and kept. The history is copied with others' (`../histories`). */
export async function afterCall(input: AfterCallInput | EarlierAfterCallInput): Promise<void> {
  await ('expectsRecording' in input ? asBegun(input) : recording(input))
}

/** As releases before the batches began it: it goes on as it began, and neither part waits for the other. */
async function asBegun(input: EarlierAfterCallInput): Promise<void> {
  await Promise.all([
    fetches.exportHistory.executeWithOptions({ summary: 'Copy the history' }, [input]),
    ...(input.expectsRecording ? [recording(input)] : []),
  ])
}

/**
 * A recording may be known late, as its callback can be lost: it is looked for over an hour. One that was reported in
 * error hides no real one.
 */
async function recording(input: AfterCallInput): Promise<void> {
  const refused: string[] = []
  let missing: string[] = []
  for (const [looks, pause] of PAUSES.entries()) {
    if (looks > 0 || input.beginsLate !== true) await sleep(pause, { summary: 'until the recording is looked for' })
    missing = []
    for (
      let found = await lookFor(input, refused);
      found !== null;
      found = await lookFor(input, [...refused, ...missing])
    ) {
      const outcome = await keep(input, found)
      if (outcome === 'kept') return
      ;(outcome === 'refused' ? refused : missing).push(found.url)
      if (refused.length + missing.length >= MOST_LOOKED_AT) break
    }
  }
  if (missing.length > 0)
    throw ApplicationFailure.nonRetryable('the carrier told of a recording and does not have it', 'recording-missing')
}

async function lookFor(input: AfterCallInput, besides: readonly string[]): Promise<FoundRecording | null> {
  const summary = 'Look for the recording'
  const patiently = () => lookUps.findRecording.executeWithOptions({ summary }, [input, besides])
  if (input.beginsLate !== true) return await patiently()
  try {
    return await quickLooks.findRecording.executeWithOptions({ summary }, [input, besides])
  } catch {
    return await patiently()
  }
}

/** A worker of an earlier release says nothing when it has kept one. */
async function keep(input: AfterCallInput, found: FoundRecording): Promise<KeepOutcome> {
  const outcome: KeepOutcome | null | undefined = await fetches.keepRecording.executeWithOptions(
    { summary: 'Keep the recording' },
    [input, found],
  )
  return outcome ?? 'kept'
}

/** One hour in all, dense at first: most recordings are there a few seconds after the call. */
const PAUSES = ['1s', '4s', '5s', '10s', '30s', '60s', '3m', '5m', '10m', '20m', '20m'] as const

/** Addresses. A call has one recording; others have reported the rest. */
const MOST_LOOKED_AT = 50
