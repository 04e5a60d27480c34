import type { CallLedger } from '../ledger/ledger.ts'
import type { Span } from './times.ts'

/** How much was wrong while something happened: nothing, one thing, several at once, or more calls came in than the machine can serve in time. */
type Level = 'calm' | 'single' | 'several' | 'burst'

/**
 * What each invariant allows, in milliseconds. What an engine or a web has to do counts from the moment at which the product
 * knew of it and could act (`couldActFrom`). Documents need nobody of ours, so what a caller hears counts as it is.
 */
const tolerances = {
  /** A leg that rings for a caller who has gone: an end needs a signal, an activity and a request; under trouble, one repetition. */
  ringsOn: { calm: 500, single: 1000, several: 3000, burst: 1000 },
  /** A leg that rings on beside a talk: the same, after the caller's move, which comes first. */
  losersRing: { calm: 1000, single: 2000, several: 4000, burst: 4000 },
  /** Nothing is heard: a document's request gives up after 3 s and the document goes on, whatever is away. */
  silence: { calm: 4000, single: 4000, several: 4000, burst: 4000 },
  /** Ringing is heard while no phone rings and nobody decides: a document that gets no answer goes on alone after 10 s. */
  unattended: { calm: 4000, single: 12_000, several: 12_000, burst: 12_000 },
  /** How far a row's end may be from the carrier's: callbacks name the time of the end, the log its length in whole seconds. In a burst words wait in line. */
  endedAt: { calm: 1500, single: 2500, several: 5000, burst: 30_000 },
  /** How far the length of a talk may be from the carrier's: whole seconds, from the word of a document to the news of an end. */
  talked: { calm: 1500, single: 2500, several: 5000, burst: 5000 },
} as const satisfies Record<string, Readonly<Record<Level, number>>>

/** The carrier's log is read every 10 s, of legs without news for 3 s: a lost callback is made good within this time. */
export const WATCH_FINDS = 15_000

/** A talk that was shorter than this may have been none for one of the two: hang-up and move cross each other. */
export const BARELY_TALKED = 1500

/** How late the carrier's answers and the harness's own clock may be. */
export const CLOCKS = 250

/** What is allowed for something that lasted from `from` to `to`, by what was really wrong then. Milliseconds. */
export function allowed(ledger: CallLedger, what: keyof typeof tolerances, span: Span): number {
  return tolerances[what][levelOf(ledger, span)] + machineWasLate(ledger, span) + (ledger.patience ?? 0)
}

function levelOf(ledger: CallLedger, span: Span): Level {
  if (ledger.troubles.some(({ kind }) => kind === 'burst')) return 'burst'
  const count = troublesIn(ledger, span).filter(({ kind }) => kind !== 'machine').length
  return count === 0 ? 'calm' : count === 1 ? 'single' : 'several'
}

/** What was wrong during a span, or so shortly before that it was still felt. */
function troublesIn({ troubles }: CallLedger, { from, to }: Span): CallLedger['troubles'] {
  return troubles.filter((trouble) => trouble.from < to && trouble.to > from - ECHOES)
}

/** Milliseconds for which trouble that is over is still felt: repetitions are spaced by that much. */
const ECHOES = 3000

/** What waiting for a processor may have cost: what was measured in that span, for everyone who acts one after the other. */
function machineWasLate({ troubles }: CallLedger, { from, to }: Span): number {
  const worst = Math.max(
    0,
    ...troubles.filter((trouble) => trouble.from < to && trouble.to > from).map(({ late = 0 }) => late),
  )
  return Math.min(worst * ONE_AFTER_THE_OTHER, MOST_OF_THE_MACHINE)
}

/** News goes through the carrier's, the web's, the engine's and the worker's process. */
const ONE_AFTER_THE_OTHER = 4
/** On a machine that is later than this, nothing can be proved. Milliseconds. */
const MOST_OF_THE_MACHINE = 1000
