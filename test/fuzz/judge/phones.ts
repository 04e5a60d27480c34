import type { LegEnd } from '#flows/call/happenings/happening.ts'
import type { LegRow } from '#flows/call/happenings/call-fold.ts'
import type { CarrierLeg } from '../ledger/carrier-call.ts'
import type { CallLedger } from '../ledger/ledger.ts'
import { dialOf, hasFailed } from './could-act.ts'
import { documentDrivesSince, moment, nameAt } from './times.ts'

/** The rows have every phone that we rang, no other, and say of each how it ended. */
export function phonesAreTrue(ledger: CallLedger): readonly string[] {
  const { carrier, row } = ledger
  if (!row) return [] // said by others
  const complaints: string[] = []
  const left = new Set(row.legs)
  for (const leg of carrier.legs) {
    const found =
      row.legs.find(({ carrier: id }) => id === leg.id) ??
      [...left].find(({ carrier: id, address }) => id === null && address === leg.to)
    if (found) left.delete(found)
    const name = `${nameAt(ledger, leg.to)}’s phone, rung ${moment(ledger, leg.createdAt ?? 0)},`
    if (found) complaints.push(...said(ledger, leg, found).map((what) => `${name} ${what}`))
    else if (!isLadders(ledger, leg)) complaints.push(`${name} is in no row`)
  }
  return [
    ...complaints,
    ...[...left]
      .filter(({ carrier: id }) => id !== null)
      .map(({ name }) => `the rows say that ${name}’s phone was rung, but it was not`),
  ]
}

/** A document that has taken over rings by itself, and tells only whom. */
function isLadders(ledger: CallLedger, leg: CarrierLeg): boolean {
  return documentDrivesSince(ledger) !== null && dialOf(ledger, leg) === undefined
}

function said(ledger: CallLedger, leg: CarrierLeg, { state, why, endedAt }: LegRow): readonly string[] {
  if (state !== 'ended') return [`is "${state}" in its row for good`]
  if (leg.endReason === null || why === null || !wasHeard(ledger, leg)) return []
  // what the log told first says no more than that, and stays when the callback comes
  if (why === 'unknown' && endedAt !== null && endedAt <= (ledger.legsTold.get(leg.id) ?? Infinity)) return []
  // whoever orders an end and never learns what came of it finds a leg that is over
  const ends = ledger.orders.filter(({ what, leg: id }) => what === 'end' && id === leg.id)
  if (why === 'unknown' && ends.some((order) => hasFailed(order, ledger.troubles))) return []
  if (why === 'cancelled' && ends.some(({ at }) => Math.abs(at - (leg.endedAt ?? at)) < CROSSES)) return []
  return MEANS[leg.endReason].includes(why)
    ? []
    : [`ended with ${leg.endReason} at the carrier and "${why}" in its row`]
}

/** A person may decline in the moment in which their leg is ended. Milliseconds. */
const CROSSES = 500

/** How a phone stopped ringing is told by its callback alone: one that came, before the log had to be asked, of a leg that was known to be one. */
function wasHeard(ledger: CallLedger, leg: CarrierLeg): boolean {
  const told = ledger.legsTold.get(leg.id)
  const dial = dialOf(ledger, leg)
  return (
    told !== undefined && told - (leg.endedAt ?? told) < LOG_IS_ASKED && !(dial && hasFailed(dial, ledger.troubles))
  )
}

/** Whoever has to do something about a leg that is over waits no longer than this to be told why. Milliseconds. */
const LOG_IS_ASKED = 1000

/** The carrier's reasons in our words. Whoever had picked up may have hung up, pressed nothing, or been let go. */
const MEANS: Readonly<Record<NonNullable<CarrierLeg['endReason']>, readonly LegEnd[]>> = {
  no_answer: ['no-answer'],
  declined: ['declined'],
  busy: ['busy'],
  cancel: ['cancelled'],
  error: ['failed'],
  hangup: ['hung-up', 'not-accepted', 'cancelled'],
}
