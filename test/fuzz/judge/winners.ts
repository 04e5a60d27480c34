import type { CallLedger } from '../ledger/ledger.ts'
import { moment, nameAt, staysOf } from './times.ts'

/** A call is given to one person: never are two of the team in a room of it at the same time. */
export function oneWinner(ledger: CallLedger): readonly string[] {
  const stays = staysOf(ledger).filter(({ who }) => who !== 'caller')
  return stays.flatMap((one, index) =>
    stays.slice(index + 1).flatMap((other) => {
      if (other.from >= one.to || one.from >= other.to || one.who === other.who) return []
      const both = `${nameAt(ledger, one.who)} (${moment(ledger, one.from)}) and ${nameAt(ledger, other.who)} (${moment(ledger, other.from)})`
      return [`${both} were both let into the call`]
    }),
  )
}
