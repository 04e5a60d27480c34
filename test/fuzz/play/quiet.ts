import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { afterCallWorkflowId, callWorkflowId } from '#workflows/messages.ts'
import { engineRuns } from '../ledger/engine.ts'
import { disksOf } from '../ledger/disks.ts'
import type { Stage } from '../stage/stage.ts'
import type { Played } from './play.ts'

/** Waits until nothing goes on any more about the calls of a round: at most a minute, after a burst four. @returns how long it took, milliseconds. */
export async function untilQuiet(stage: Stage, played: Played): Promise<number> {
  const began = Date.now()
  const patience = played.troubles.some(({ kind }) => kind === 'burst') ? AFTER_A_BURST : PATIENCE
  while (Date.now() - began < patience) {
    if (
      (await everybodyHasGone(stage)) &&
      (await everythingIsWritten(stage, played)) &&
      (await enginesRest(stage, played)) &&
      (await disksOf(stage)).waiting.length === 0
    )
      break
    await pause(1000)
  }
  return Date.now() - began
}

/** The carrier's news comes 15 s late at the most, a message is looked for after 1, 5, 10, 20 and 50 s; more is too late. */
const PATIENCE = 60_000
/** A machine works off what it could not do at once. */
const AFTER_A_BURST = 240_000

async function everybodyHasGone({ world }: Stage): Promise<boolean> {
  return (await world.calls()).every(
    ({ state, legs }) => state === 'ended' && legs.every(({ endedAt }) => endedAt !== null),
  )
}

async function everythingIsWritten(
  { ground: { db }, organisation, world }: Stage,
  { places }: Played,
): Promise<boolean> {
  const left = (await world.calls()).reduce(
    (sum, { id, recordings }) => sum + (places.has(id) ? recordings.length : 0),
    0,
  )
  const calls = JSON.stringify([...places.keys()])
  const [counts] = await db.withOrganisation(organisation, (em) =>
    em.execute<unknown[]>(COUNT, [calls, calls, calls, calls]),
  )
  const { open, kept, undelivered, uncopied } = z
    .object({ open: z.number(), kept: z.number(), undelivered: z.number(), uncopied: z.number() })
    .parse(counts)
  return open === 0 && kept >= left && undelivered === 0 && uncopied === 0
}

async function enginesRest({ temporal, world }: Stage, { places }: Played): Promise<boolean> {
  const runs = await engineRuns(temporal)
  const runsOn = (id: string) => runs.get(id)?.state === 'RUNNING'
  // where the carrier has no message, one is looked for over an hour
  const hasMessage = new Set((await world.calls()).flatMap(({ id, recordings }) => (recordings.length > 0 ? [id] : [])))
  return [...places.keys()].every(
    (call) => !runsOn(callWorkflowId(call)) && !(hasMessage.has(call) && runsOn(afterCallWorkflowId(call))),
  )
}

const COUNT = `
select (select count(*)::int from call where ended_at is null and call in (select jsonb_array_elements_text(?::jsonb))) as open,
       (select count(*)::int from recording where kept_at is not null and call in (select jsonb_array_elements_text(?::jsonb))) as kept,
       (select count(*)::int from kept_word where delivered_at is null and call in (select jsonb_array_elements_text(?::jsonb))) as undelivered,
       (select count(*)::int from call where history_due is not null and call in (select jsonb_array_elements_text(?::jsonb))) as uncopied`
