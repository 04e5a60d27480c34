import { eventKey, type CallEvent } from '#flows/call/happenings/happening.ts'
import { arrivalOf } from '#infra/call-store/arrivals.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { takeDriver } from '#infra/db/call/driver.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { arrivedAmong } from '#infra/db/call/read-arrival.ts'
import { keepWord } from '#infra/db/call/keep-word.ts'
import type { LiveNumber } from '#infra/db/number/live-numbers.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import type { LogEntry } from '#infra/signalwire/answers.ts'
import { e164 } from '#infra/signalwire/spellings.ts'
import type { News } from '#flows/call/call-words.ts'
import type { AfterDeps } from './after-deps.ts'

/**
 * Finds calls that came in while nothing of ours answered: the carrier ran the number's static
 * document, or did not know where to send them, and its log is all that knows of them. Each is frozen as it would have been, and its
 * document counts as its driver; the sweep then gives it a workflow, which listens and tidies up.
 * @param span the piece of the log that is read, milliseconds since 1970.
 * @throws CarrierError, or what the database says: then the piece is to be read again
 */
export async function findUnrecordedCalls(
  deps: SearchDeps,
  numbers: readonly LiveNumber[],
  span: { readonly from: number; readonly to: number },
): Promise<void> {
  const byE164 = new Map(numbers.map((number) => [number.e164, number]))
  const inbound = (await deps.carrier.logs({ createdAfter: span.from, createdBefore: span.to })).flatMap((entry) => {
    const number = entry.direction === 'inbound' ? byE164.get(entry.to ?? '') : undefined
    return number && isOurs(entry) ? [{ number, entry }] : []
  })
  for (const [organisation, calls] of Map.groupBy(inbound, ({ number }) => number.organisation)) {
    const arrived = await arrivedAmong(deps.db, { organisation, calls: calls.map(({ entry }) => entry.id) })
    for (const { number, entry } of calls) {
      if (arrived.has(entry.id)) continue
      await adopt(deps, number, entry).catch((error: unknown) =>
        deps.log.warn(
          { error, call: entry.id, organisation },
          'A call that never arrived could not be taken in; it is tried again',
        ),
      )
    }
  }
}

type SearchDeps = Pick<AfterDeps, 'db' | 'log'> & { readonly carrier: Pick<AfterDeps['carrier'], 'logs'> }

/** A call's document is fetched within seconds; a call younger than this may still arrive by itself. */
function isOurs(entry: LogEntry): boolean {
  return entry.parent === null && entry.createdAt !== null && Date.now() - entry.createdAt > ARRIVES_WITHIN
}

async function adopt(deps: Pick<AfterDeps, 'db' | 'log'>, number: LiveNumber, entry: LogEntry): Promise<void> {
  const key = { organisation: number.organisation, call: entry.id }
  const at = entry.createdAt ?? Date.now()
  await freezeArrival(deps.db, { arrival: await arrivalOf(number, { call: entry.id, from: e164(entry.from) }, at) })
  await takeDriver(deps.db, key)
  const what: CallEvent['what'] = {
    kind: 'document-drives',
    why: await whyUnreached(deps, number, at),
    unreached: true,
  }
  await appendEvents(deps.db, { ...key, events: [{ key: eventKey(what), event: { at, node: null, what } }] })
  deps.log.warn(key, 'A call was found in the carrier’s log that had never arrived')
  if (entry.state !== 'ended') return
  const news: News = { kind: 'caller-ended', at: at + (entry.seconds ?? 0) * 1000 }
  await keepWord(deps.db, { ...key, key: news.kind, signal: news })
}

/** In words that follow "the call did not reach Ringdown". */
async function whyUnreached(
  { db }: Pick<AfterDeps, 'db'>,
  { organisation, number }: LiveNumber,
  at: number,
): Promise<string> {
  const row = await db.withOrganisation(organisation, (em) => em.findOne(PhoneNumber, { id: number }))
  return row?.wasConfirmed(new Date(at)) === false
    ? 'the carrier had not confirmed that it sends the number’s calls here'
    : 'nothing here answered when it came in'
}

/** Milliseconds. */
const ARRIVES_WITHIN = 20_000
