import type { CallLedger } from '../ledger/ledger.ts'
import { CLOCKS } from './tolerances.ts'
import { moment, nameAt, seconds, talksOf } from './times.ts'

/** A talk ends because one of the two hangs up, and for no other reason. */
export function nobodyIsCutOff(ledger: CallLedger): readonly string[] {
  const { carrier } = ledger
  return talksOf(ledger).flatMap((talk) => {
    const isMeant = carrier.timeline.some(({ who, what, ms }) => {
      const at = carrier.startedAt + ms
      return (
        what === 'hangs-up' &&
        (who === 'caller' || who === talk.with) &&
        at >= talk.from - CLOCKS &&
        at <= talk.to + CLOCKS
      )
    })
    return isMeant
      ? []
      : [
          `the talk with ${nameAt(ledger, talk.with)} was cut off ${moment(ledger, talk.to)}, after ${seconds(talk.to - talk.from)}: neither of the two had hung up`,
        ]
  })
}
