import type { Answer, FoundLeg, LegRef, LookedUp, LookUpOrder } from '#flows/open-call/exchange.ts'
import type { LogEntry } from '#infra/signalwire/answers.ts'
import { legEnd } from '#infra/signalwire/spellings.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'
import { writeEvents } from './write-events.ts'

/** Asks the carrier's log what has become of legs, and whether the caller is still there. */
export async function lookUpLegs(deps: CallDeps, call: CallRef, order: LookUpOrder): Promise<Answer<LookedUp>> {
  const writing = writeEvents(deps, call, order.events)
  const caller = order.caller ? await deps.carrier.log(call.call) : null
  const legs = await Promise.all(order.legs.map((leg) => look(deps, call, leg)))
  return { callerEnded: order.caller && (caller === null || isOver(caller)), legs, written: await writing }
}

async function look(deps: CallDeps, call: CallRef, leg: LegRef): Promise<FoundLeg> {
  const entry = leg.carrier === null ? await searched(deps, call, leg) : await deps.carrier.log(leg.carrier)
  if (!entry) return { leg: leg.leg, carrier: leg.carrier, state: 'unknown' }
  return found(leg.leg, entry)
}

/** A dial whose answer was lost is known by its two numbers, as the carrier keeps no key of ours. */
async function searched(deps: CallDeps, call: CallRef, leg: LegRef): Promise<LogEntry | null> {
  const entries = await deps.carrier.logs({ createdAfter: Date.now() - LOST_WITHIN })
  return entries.find((entry) => entry.from === call.number.e164 && entry.to === leg.address && !isOver(entry)) ?? null
}

function found(leg: string, entry: LogEntry): FoundLeg {
  switch (entry.state) {
    case 'queued':
      return { leg, carrier: entry.id, state: 'waiting' }
    case 'ringing':
      return { leg, carrier: entry.id, state: 'ringing' }
    case 'answered':
      return { leg, carrier: entry.id, state: 'answered' }
    case 'ended':
      return { leg, carrier: entry.id, state: 'ended', why: legEnd(entry.status) }
    case 'unknown':
      // a word that we do not know: the leg is taken as still there, and asked for again
      return { leg, carrier: entry.id, state: 'ringing' }
  }
}

const isOver = (entry: LogEntry): boolean => entry.state === 'ended'

/** How far back a lost dial is looked for. Milliseconds. */
const LOST_WITHIN = 120_000
