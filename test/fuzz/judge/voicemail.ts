import type { CallLedger } from '../ledger/ledger.ts'
import { seconds } from './times.ts'

/** What a caller has left is in our own files. */
export function messagesAreFetched({ carrier, row }: CallLedger): readonly string[] {
  return carrier.recordings.flatMap(({ url, seconds: length }) => {
    const known = row?.recordings.find((recording) => recording.url === url)
    if (known?.fileKey) return []
    return [
      `the caller left a message of ${seconds(length * 1000)}, ${known ? 'which is known and was never fetched' : 'of which the rows know nothing'}`,
    ]
  })
}
