import type { CallLedger } from '../ledger/ledger.ts'
import { whoAcceptsIsTold } from './accepted.ts'
import { isAnswered } from './answered.ts'
import { closes } from './closes.ts'
import { nobodyIsCutOff } from './cut-off.ts'
import { nobodyIsHungUpOn } from './hung-up-on.ts'
import { nothingIsLeftOver, type Disks } from './left-over.ts'
import { outcomeIsTrue } from './outcome.ts'
import { phonesAreTrue } from './phones.ts'
import { losersStop, nobodyRingsAfterwards, nobodyRingsForNobody, nobodyRingsTwice } from './rings.ts'
import { nobodyHearsNobody } from './silence.ts'
import { leavesNothingBehind } from './tidy.ts'
import { seconds } from './times.ts'
import { ringingMeansSomebody } from './unattended.ts'
import { messagesAreFetched } from './voicemail.ts'
import { oneWinner } from './winners.ts'

/** Something that must never happen and did. */
export interface Complaint {
  readonly invariant: Invariant
  readonly seed: number
  /** Of the call in the plan; 0 when it is about the round. */
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
  'nobody is rung afterwards': nobodyRingsAfterwards,
  'every call is answered': isAnswered,
  'ringing means somebody': ringingMeansSomebody,
  'nobody hears nobody': nobodyHearsNobody,
  'one winner': oneWinner,
  'nobody is cut off': nobodyIsCutOff,
  'nobody is hung up on': nobodyIsHungUpOn,
  'who accepts is told': whoAcceptsIsTold,
  'every call closes': closes,
  'the outcome is true': outcomeIsTrue,
  'the phones are true': phonesAreTrue,
  'messages are fetched': messagesAreFetched,
  'a call leaves nothing behind': leavesNothingBehind,
} as const satisfies Record<string, (ledger: CallLedger) => readonly string[]>

export type Invariant = keyof typeof invariants | 'nothing is left over'

/** Holds a call's ledgers against each other. */
export function judge(ledger: CallLedger): readonly Complaint[] {
  const { seed, place, carrier } = ledger
  return Object.entries(invariants).flatMap(([invariant, find]) =>
    // Object.entries forgets that the keys are the table's
    find(ledger).map((sentence) => ({
      invariant: invariant as Invariant,
      seed,
      place,
      call: carrier.id,
      sentence,
      troubles: inWords(ledger),
    })),
  )
}

/** What is wrong with what a whole round has left on the disks. */
export function judgeDisks(seed: number, disks: Disks): readonly Complaint[] {
  return nothingIsLeftOver(disks).map((sentence) => ({
    invariant: 'nothing is left over',
    seed,
    place: 0,
    call: 'the round',
    sentence,
    troubles: [],
  }))
}

/** Whether the machine is a reason: without allowing for its lateness, there would be more to complain about. */
export function machineIsAReason(ledger: CallLedger): boolean {
  const onAnIdleMachine = { ...ledger, troubles: ledger.troubles.filter(({ kind }) => kind !== 'machine') }
  return judge(onAnIdleMachine).length > judge(ledger).length
}

function inWords({ troubles, carrier }: CallLedger): readonly string[] {
  const late = Math.max(0, ...troubles.map(({ late: one = 0 }) => one))
  const others = troubles.filter(({ kind }) => kind !== 'machine')
  return [
    ...others.map(
      ({ what, from, to }) => `${what} ${seconds(from - carrier.startedAt)} to ${seconds(to - carrier.startedAt)}`,
    ),
    ...(late > 0 ? [`the machine was up to ${seconds(late)} late`] : []),
  ]
}
