import type { CallLedger } from '../ledger/ledger.ts'
import { closes } from './closes.ts'
import { nobodyIsCutOff } from './cut-off.ts'
import { outcomeIsTrue } from './outcome.ts'
import { phonesAreTrue } from './phones.ts'
import { losersStop, nobodyRingsForNobody, nobodyRingsTwice } from './rings.ts'
import { nobodyHearsNobody } from './silence.ts'
import { messagesAreFetched } from './voicemail.ts'
import { seconds } from './times.ts'
import { oneWinner } from './winners.ts'

/** Something that must never happen and did. */
export interface Complaint {
  readonly invariant: Invariant
  readonly seed: number
  readonly place: number
  readonly call: string
  /** What was wrong, with its times. */
  readonly sentence: string
  /** What troubled the call, and when. */
  readonly troubles: readonly string[]
}

/** What holds for every call, whatever happens. Each finds what breaks it, as sentences. */
const invariants = {
  'nobody rings for nobody': nobodyRingsForNobody,
  'losers stop ringing': losersStop,
  'nobody is rung twice in a turn': nobodyRingsTwice,
  'nobody hears nobody': nobodyHearsNobody,
  'one winner': oneWinner,
  'nobody is cut off': nobodyIsCutOff,
  'every call closes': closes,
  'the outcome is true': outcomeIsTrue,
  'the phones are true': phonesAreTrue,
  'messages are fetched': messagesAreFetched,
} as const satisfies Record<string, (ledger: CallLedger) => readonly string[]>

export type Invariant = keyof typeof invariants

/** Holds a call's ledgers against each other. */
export function judge(ledger: CallLedger): readonly Complaint[] {
  const { seed, place, carrier, troubles } = ledger
  return Object.entries(invariants).flatMap(([invariant, find]) =>
    // Object.entries forgets that the keys are the table's
    find(ledger).map((sentence) => ({ invariant: invariant as Invariant, seed, place, call: carrier.id, sentence, troubles: troubles.map(({ what, from, to }) => `${what} ${seconds(from - carrier.startedAt)} to ${seconds(to - carrier.startedAt)}`) })),
  )
}
