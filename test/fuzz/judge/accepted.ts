import type { CarrierLeg } from '../ledger/carrier-call.ts'
import type { CallLedger } from '../ledger/ledger.ts'
import { FOUND_AGAIN } from './could-act.ts'
import { CLOCKS } from './tolerances.ts'
import { documentDrivesSince, legAt, moment, nameAt, seconds, talksOf, without } from './times.ts'

/** Whoever has accepted is brought together with the caller, or is told why not, and hears that sentence to its end. */
export function whoAcceptsIsTold(ledger: CallLedger): readonly string[] {
  const { carrier, row } = ledger
  return carrier.timeline.flatMap(({ ms, who, what, detail }) => {
    const at = carrier.startedAt + ms
    const leg = what === 'presses' && detail === '1' ? legAt(ledger, { who, at }) : undefined
    if (!leg) return []
    // what a ladder's connect says to those who press too late is the carrier's affair
    const isLadders =
      documentDrivesSince(ledger) !== null &&
      !row?.legs.some(({ carrier: id, address }) => id === leg.id || (id === null && address === leg.to))
    return isLadders ? [] : became(ledger, { leg, at })
  })
}

interface Acceptance {
  readonly leg: CarrierLeg
  /** When 1 was pressed. */
  readonly at: number
}

function became(ledger: CallLedger, { leg, at }: Acceptance): readonly string[] {
  const end = leg.endedAt ?? Infinity
  const name = `${nameAt(ledger, leg.to)}, who accepted ${moment(ledger, at)},`
  const notes = ledger.carrier.timeline.filter(
    ({ who, ms }) => who === leg.to && ledger.carrier.startedAt + ms >= at && ledger.carrier.startedAt + ms <= end,
  )
  const hasMet = talksOf(ledger).some((talk) => talk.with === leg.to && talk.to > at && talk.from <= end)
  if (hasMet || notes.some(({ what }) => what === 'hangs-up')) return []
  const told = notes.findLast(({ what, detail }) => what === 'hears' && REASON.test(detail))
  if (!told) {
    const unmet =
      end === Infinity
        ? 'was neither brought to the caller nor told why'
        : `was let go ${moment(ledger, end)} without a word`
    return crossed(ledger, { leg, at }) ? [] : [`${name} ${unmet}`]
  }
  const began = ledger.carrier.startedAt + told.ms
  const [heard, whole] = [end - began, speakingTime(told.detail)]
  if (heard < whole * MOST_OF_IT)
    return crossed(ledger, { leg, at })
      ? []
      : [`${name} was cut off after ${seconds(heard)} of "${told.detail}", which lasts ${seconds(whole)}`]
  return wrongReason(ledger, { began, at, reason: told.detail }).map((what) => `${name} ${what}`)
}

/** What people are told who have accepted and do not meet the caller. */
const REASON = /has already taken this call|This call has moved on|The caller has gone|The call could not be connected/

/** As the emulator speaks: a second for every 15 characters, at least one. Milliseconds. */
function speakingTime(words: string): number {
  return Math.max(1000, (words.length / 15) * 1000)
}

/** The last syllable may be cut. */
const MOST_OF_IT = 0.8

/** The order that ends a leg may have been on its way when 1 was pressed. */
function crossed({ orders, patience = 0 }: CallLedger, { leg, at }: Acceptance): boolean {
  const within = CROSSES + patience
  return (
    (leg.endedAt ?? Infinity) - at < within ||
    orders.some((order) => order.leg === leg.id && order.what === 'end' && Math.abs(order.at - at) < within)
  )
}

/** A claim takes about as long as an order. Milliseconds. */
const CROSSES = 500

function wrongReason(
  ledger: CallLedger,
  { began, at, reason }: { readonly began: number; readonly at: number; readonly reason: string },
): readonly string[] {
  const goneAt = ledger.carrier.endedAt ?? Infinity
  if (/The caller has gone/.test(reason) && began < goneAt - CLOCKS && documentDrivesSince(ledger) === null)
    return [`was told "${reason}" ${moment(ledger, began)}, though the caller was there`]
  if (!/could not be connected/.test(reason) || goneAt <= at) return []
  // nobody could decide while web, worker or engine were away; two tries with all of them there must do
  const away = ledger.troubles.flatMap(({ kind, from, to }) =>
    kind === 'outage' ? [{ from, to: to + FOUND_AGAIN }] : [],
  )
  const free = without({ from: at, to: Math.min(began, goneAt) }, away).reduce(
    (sum, span) => sum + span.to - span.from,
    0,
  )
  return free < TWO_TRIES
    ? []
    : [`was told that the call could not be connected, though everybody was there for ${seconds(free)} meanwhile`]
}

/** A claim is repeated every 2.5 s. Milliseconds. */
const TWO_TRIES = 6000
