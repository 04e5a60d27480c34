import type { CarrierLeg } from '../ledger/carrier-call.ts'
import type { CallLedger } from '../ledger/ledger.ts'
import { couldActFrom } from './could-act.ts'
import { allowed, BARELY_TALKED, CLOCKS, WATCH_FINDS } from './tolerances.ts'
import { moment, nameAt, recordingsOf, seconds, talksOf } from './times.ts'

/** No leg rings on once the carrier has said that the caller has gone. */
export function nobodyRingsForNobody(ledger: CallLedger): readonly string[] {
  const { carrier, toldAt } = ledger
  const { endedAt: goneAt } = carrier
  if (goneAt === null) return []
  const told = Math.min(toldAt ?? Infinity, goneAt + WATCH_FINDS)
  return rings(ledger).flatMap(({ leg, from, to }) => {
    const since = Math.max(told, from)
    const late = to - couldActFrom(ledger, { from: told, legs: [leg.id], webStandsIn: true })
    const most = allowed(ledger, 'ringsOn', { from: goneAt, to })
    if (to <= since || late <= most) return []
    const how = toldAt === null ? 'which the carrier never told' : `which the carrier told ${moment(ledger, toldAt)}`
    return [
      `${nameAt(ledger, leg.to)}’s phone rang until ${moment(ledger, to)}, but the caller had gone ${moment(ledger, goneAt)}, ${how}: ${seconds(late)} too long where ${seconds(most)} are allowed`,
    ]
  })
}

/** Whoever has not won stops ringing when the two have met. */
export function losersStop(ledger: CallLedger): readonly string[] {
  return talksOf(ledger).flatMap((talk) =>
    rings(ledger).flatMap(({ leg, from, to }) => {
      const end = Math.min(to, talk.to)
      const most = allowed(ledger, 'losersRing', { from: talk.from, to: end })
      const late = end - couldActFrom(ledger, { from: Math.max(talk.from, from), legs: [leg.id] })
      if (leg.to === talk.with || from > talk.to || late <= most) return []
      return [
        `${nameAt(ledger, leg.to)}’s phone rang ${seconds(end - Math.max(talk.from, from))} beside the talk with ${nameAt(ledger, talk.with)}, which began ${moment(ledger, talk.from)}: ${seconds(most)} are allowed`,
      ]
    }),
  )
}

/** A phone rings once in each turn that its person has, whoever decides, and never on two legs of one call at once. */
export function nobodyRingsTwice(ledger: CallLedger): readonly string[] {
  const { turns } = ledger.line
  return [...Map.groupBy(rings(ledger), ({ leg }) => leg.to)].flatMap(([number, all]) => {
    const name = nameAt(ledger, number)
    const times = all.map(({ from }) => moment(ledger, from)).join(' and ')
    const double = all.some((one, index) =>
      all.slice(index + 1).some((other) => one.from < other.to && other.from < one.to),
    )
    if (double) return [`${name}’s phone rang for this call on two legs at once (${times})`]
    return all.length > turns
      ? [`${name}’s phone rang ${all.length} times (${times}), though the flow gives it ${turns}`]
      : []
  })
}

/** Nobody is rung for a caller who has talked, or has left a message: that is where these flows end. */
export function nobodyRingsAfterwards(ledger: CallLedger): readonly string[] {
  const ends = [
    ...talksOf(ledger).flatMap((talk) =>
      talk.to - talk.from < BARELY_TALKED ? [] : [{ at: talk.to, what: `talked with ${nameAt(ledger, talk.with)}` }],
    ),
    ...recordingsOf(ledger).map(({ from }) => ({ at: from, what: 'been asked for a message' })),
  ]
  return rings(ledger).flatMap(({ leg, from }) => {
    const before = ends.find(({ at }) => (leg.createdAt ?? from) > at + CLOCKS)
    return before
      ? [
          `${nameAt(ledger, leg.to)}’s phone rang ${moment(ledger, from)} for a caller who had ${before.what} before, ${moment(ledger, before.at)}`,
        ]
      : []
  })
}

interface Ring {
  readonly leg: CarrierLeg
  readonly from: number
  readonly to: number
}

function rings({ carrier }: CallLedger): readonly Ring[] {
  return carrier.legs.flatMap((leg) => {
    if (leg.ringingAt === null) return []
    return [{ leg, from: leg.ringingAt, to: leg.answeredAt ?? leg.endedAt ?? Date.now() }]
  })
}
