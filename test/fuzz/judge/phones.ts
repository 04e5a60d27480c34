import type { LegEnd } from '#flows/call-events.ts'
import type { FoldedLeg } from '#infra/db/call/fold-event.ts'
import type { CarrierLeg } from '../ledger/carrier-call.ts'
import type { CallLedger } from '../ledger/ledger.ts'
import { moment, nameAt } from './times.ts'

/** The rows have every phone that rang, no other, and say of each how it ended. */
export function phonesAreTrue(ledger: CallLedger): readonly string[] {
  const { carrier, row, events } = ledger
  // a document that has taken over rings by itself, and tells only who it rings
  if (!row || events.some(({ what }) => what.kind === 'document-drives')) return []
  const complaints: string[] = []
  const left = new Set(row.legs)
  for (const leg of carrier.legs) {
    const found = row.legs.find(({ carrier: id }) => id === leg.id) ?? [...left].find(({ carrier: id, address }) => id === null && address === leg.to)
    if (found) left.delete(found)
    const name = `${nameAt(ledger, leg.to)}’s phone, rung ${moment(ledger, leg.createdAt ?? 0)},`
    if (!found) complaints.push(`${name} is in no row`)
    else complaints.push(...said(ledger, leg, found).map((what) => `${name} ${what}`))
  }
  return [...complaints, ...[...left].filter(({ carrier: id }) => id !== null).map(({ name }) => `the rows say that ${name}’s phone was rung, but it was not`)]
}

function said({ troubles }: CallLedger, leg: CarrierLeg, { state, why }: FoldedLeg): readonly string[] {
  if (state !== 'ended') return [`is "${state}" in its row for good`]
  // how a phone stopped ringing is told by callbacks alone
  if (leg.endReason === null || why === null || troubles.some(({ kind }) => kind !== 'machine')) return []
  return MEANS[leg.endReason].includes(why) ? [] : [`ended with ${leg.endReason} at the carrier and "${why}" in its row`]
}

/** What the carrier's reasons are in our words. Who had picked up may have hung up, pressed nothing, or been let go. */
const MEANS: Readonly<Record<NonNullable<CarrierLeg['endReason']>, readonly LegEnd[]>> = {
  no_answer: ['no-answer'],
  declined: ['declined'],
  busy: ['busy'],
  cancel: ['cancelled'],
  error: ['failed'],
  hangup: ['hung-up', 'not-accepted', 'cancelled'],
}
