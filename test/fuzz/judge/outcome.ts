import type { CallRecord } from '#infra/db/call/read-call.ts'
import type { CallLedger } from '../ledger/ledger.ts'
import { couldActFrom } from './could-act.ts'
import { allowed, BARELY_TALKED, WATCH_FINDS } from './tolerances.ts'
import { callerLeft, nameAt, seconds, talksOf, type Span, type Talk } from './times.ts'

/** What the row says came of the call is what happened at the carrier: with whom they talked, for how long, until when. */
export function outcomeIsTrue(ledger: CallLedger): readonly string[] {
  const { row, carrier } = ledger
  if (row?.outcome == null || carrier.endedAt === null) return [] // said by others
  const talks = talksOf(ledger)
  return [
    ...cameTo(ledger, row, talks),
    ...withWhom(ledger, row, talks),
    ...howLong(ledger, talks),
    ...untilWhen(ledger, row.endedAt, carrier.endedAt),
  ]
}

function cameTo(ledger: CallLedger, { outcome }: CallRecord, talks: readonly Talk[]): readonly string[] {
  const talked = lengthOf(talks)
  const words = talks.map((talk) => `${seconds(talk.to - talk.from)} with ${nameAt(ledger, talk.with)}`).join(' and ')
  if (talked >= BARELY_TALKED && outcome !== 'answered')
    return [`the caller talked ${words}, and the call is recorded as ${outcome}`]
  if (talked === 0 && outcome === 'answered')
    return ['nobody talked with the caller, and the call is recorded as answered']
  if (outcome === 'completed')
    return ['the call is recorded as completed, though its flow rings people or takes a message']
  return outcome === 'abandoned' && !callerLeft(ledger)
    ? ['the caller stayed to the end, and the call is recorded as abandoned']
    : []
}

function withWhom(ledger: CallLedger, { legs, outcome }: CallRecord, talks: readonly Talk[]): readonly string[] {
  // a ladder does not tell everybody's name
  if (outcome !== 'answered' || ledger.events.some(({ what }) => what.kind === 'ladder-connected')) return []
  const joined = new Set(legs.flatMap(({ address, joinedAt }) => (joinedAt === null ? [] : [address])))
  const untold = talks.filter((talk) => talk.to - talk.from >= BARELY_TALKED && !joined.has(talk.with))
  const invented = [...joined].filter((number) => talks.every((talk) => talk.with !== number))
  return [
    ...untold.map(
      (talk) =>
        `the caller talked ${seconds(talk.to - talk.from)} with ${nameAt(ledger, talk.with)}, of which the rows know nothing`,
    ),
    ...invented.map((number) => `the rows say that ${nameAt(ledger, number)} talked with the caller, who never did`),
  ]
}

function howLong(ledger: CallLedger, talks: readonly Talk[]): readonly string[] {
  const told = ledger.events.flatMap(({ what }) => (what.kind === 'talk-ended' ? [what.seconds * 1000] : []))
  const talked = lengthOf(talks)
  // a ladder tells neither with whom it has connected the caller nor for how long
  if (ledger.events.some(({ what }) => what.kind === 'ladder-connected')) return []
  if (told.length === 0)
    return talked < BARELY_TALKED ? [] : [`they talked ${seconds(talked)}, and no event says how long`]
  if (talked === 0) return ['the events say how long they talked, and nobody did']
  const said = told.reduce((sum, one) => sum + one, 0)
  const most = allowed(ledger, 'talked', wholeCall(ledger))
  return Math.abs(said - talked) <= most
    ? []
    : [`they talked ${seconds(talked)}, and the events say ${seconds(said)}: ${seconds(most)} more or less are allowed`]
}

/** For an end that was not reported, or reported late, the time may be that of the report. */
function untilWhen(ledger: CallLedger, endedAt: number | null, goneAt: number): readonly string[] {
  if (endedAt === null) return []
  const most = allowed(ledger, 'endedAt', wholeCall(ledger))
  const told = Math.min(ledger.toldAt ?? Infinity, goneAt + WATCH_FINDS)
  const legs = ledger.carrier.legs.map(({ id }) => id)
  const early = goneAt - couldActFrom(ledger, { from: endedAt, legs: [ledger.carrier.id] })
  const late = endedAt - couldActFrom(ledger, { from: told, legs })
  if (early <= most && late <= most) return []
  return [
    `the row’s end is ${seconds(Math.abs(endedAt - goneAt))} ${endedAt > goneAt ? 'after' : 'before'} the real one: ${seconds(most)} are allowed`,
  ]
}

function wholeCall({ carrier }: CallLedger): Span {
  return { from: carrier.startedAt, to: carrier.endedAt ?? Infinity }
}

function lengthOf(talks: readonly Talk[]): number {
  return talks.reduce((sum, { from, to }) => sum + to - from, 0)
}
