import type { CallLedger } from '../ledger/ledger.ts'
import { allowed, CLOCKS } from './tolerances.ts'
import { seconds } from './times.ts'

/** Every call is answered, unless the caller has gone before a first document could come. */
export function isAnswered(ledger: CallLedger): readonly string[] {
  const { startedAt, answeredAt, endedAt } = ledger.carrier
  const waited = (answeredAt ?? endedAt ?? Infinity) - startedAt
  const most = allowed(ledger, 'silence', { from: startedAt, to: startedAt + waited })
  return waited <= most + CLOCKS
    ? []
    : [
        `it was ${answeredAt === null ? 'not answered for' : 'answered only after'} ${seconds(waited)}: ${seconds(most)} are allowed`,
      ]
}
