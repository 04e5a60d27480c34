import type { CallLedger } from '../ledger/ledger.ts'
import { CLOCKS } from './tolerances.ts'
import { callerLeft, documentDrivesSince, moment, recordingsOf, seconds, talksOf } from './times.ts'

/** A caller's leg ends by their own hang-up, after a talk, or with a goodbye that their flow has come to. */
export function nobodyIsHungUpOn(ledger: CallLedger): readonly string[] {
  const { endedAt, startedAt, endReason } = ledger.carrier
  if (endedAt === null || callerLeft(ledger)) return []
  const hasTalked = talksOf(ledger).some(({ from }) => from <= endedAt)
  if (hasTalked || goodbyeWasHanded(ledger, endedAt) || ladderIsThrough(ledger)) return []
  const how =
    documentDrivesSince(ledger) === null
      ? 'no goodbye was handed out'
      : 'their document had not done what the flow does'
  return [
    `the caller was hung up on ${moment(ledger, endedAt)} (${endReason ?? 'for no reason'}), ${seconds(endedAt - startedAt)} after dialling: ${how}`,
  ]
}

function goodbyeWasHanded({ events }: CallLedger, endedAt: number): boolean {
  return events.some(
    ({ at, what }) => what.kind === 'handed' && at <= endedAt + CLOCKS && what.list.some((one) => one.do === 'hang-up'),
  )
}

/** A document that decides alone ends the call once it has asked for a message or, where the flow takes none, rung everybody. */
function ladderIsThrough(ledger: CallLedger): boolean {
  if (documentDrivesSince(ledger) === null) return false
  const { carrier, line } = ledger
  if (line.takesMessages) return recordingsOf(ledger).length > 0
  return line.team.every(({ phone }) => carrier.legs.some(({ to }) => to === phone))
}
