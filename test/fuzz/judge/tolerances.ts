import type { CallLedger, Trouble } from '../ledger/ledger.ts'
import type { Span } from './times.ts'

/** How much was wrong while something happened: nothing, one thing, or several at once. */
type Level = 'calm' | 'single' | 'several'

/**
 * What each invariant allows, in milliseconds. They count from the moment at which the product knew and could act
 * (`couldActFrom`), so that a process that is away, or a carrier that refuses, is never charged to the product.
 */
const tolerances = {
  /** A leg that rings for a caller who has gone: an end needs a signal, an activity and a request; under trouble, one repetition. */
  ringsOn: { calm: 500, single: 1000, several: 3000 },
  /** A leg that rings on beside a talk: the same, after the caller's move, which comes first. */
  losersRing: { calm: 1000, single: 2000, several: 4000 },
  /** Nobody is heard: a document's request gives up after 4 s and goes on. */
  silence: { calm: 4000, single: 4000, several: 8000 },
  /** How far a row's end may be from the carrier's: callbacks name the time of the end, the log its length in whole seconds. */
  endedAt: { calm: 1500, single: 2500, several: 5000 },
  /** How far the length of a talk may be from the carrier's: whole seconds, from the word of a document to the news of an end. */
  talked: { calm: 1500, single: 2500, several: 5000 },
} as const satisfies Record<string, Readonly<Record<Level, number>>>

/** The carrier's log is read every 10 s, of legs without news for 3 s: a lost callback is made good within this time. */
export const WATCH_FINDS = 15_000

/** A talk that was shorter than this may have been none for one of the two: hang-up and move cross each other. */
export const BARELY_TALKED = 1500

/** What the carrier's answers and the harness's own clock may be late. */
export const CLOCKS = 250

/** What is allowed for something that lasted from `from` to `to`, by what was really wrong then. Milliseconds. */
export function allowed({ troubles }: CallLedger, what: keyof typeof tolerances, { from, to }: Span): number {
  const active = troubles.filter((trouble) => trouble.from < to && trouble.to > from - ECHOES)
  const count = active.filter(({ kind }) => kind !== 'machine').length
  const busy = active.some(({ kind }) => kind === 'machine')
  return tolerances[what][count === 0 ? 'calm' : count === 1 ? 'single' : 'several'] * (busy ? WHEN_BUSY : 1)
}

/** How much slower everything may be while no processor is idle. */
const WHEN_BUSY = 4

/** Milliseconds for which trouble that is over is still felt: repetitions are spaced by as much. */
const ECHOES = 3000

/**
 * From when on nothing was in the product's way, once it was told at `from`: a process that is away comes back, a command
 * that the carrier refuses or loses is given again, a leg whose dial was not answered is found in the log.
 * @param legs those that have to be ended or moved.
 */
export function couldActFrom(ledger: CallLedger, { from, legs }: { readonly from: number; readonly legs: readonly string[] }): number {
  const known = Math.max(from, ...legs.map((leg) => knownAt(ledger, leg)))
  const obstacles = [...outages(ledger), ...refusals(ledger, legs)].toSorted((one, other) => one.from - other.from)
  return obstacles.reduce((at, obstacle) => (obstacle.from < at + MEANWHILE && obstacle.to > at ? obstacle.to : at), known)
}

/** A process that is back has to be found again: tasks that stuck to a dead worker are given to another after 2 s. */
const FOUND_AGAIN = 2500
/** The longest pause before a refused command is given again. */
const GIVEN_AGAIN = 3000
/** Who begins to act may be struck before it has acted. */
const MEANWHILE = 1000

function outages({ troubles }: CallLedger): readonly Span[] {
  return troubles.filter(({ kind }) => kind === 'outage').map(({ from, to }) => ({ from, to: to + FOUND_AGAIN }))
}

function refusals({ orders, troubles }: CallLedger, legs: readonly string[]): readonly Span[] {
  const failed = orders.filter(({ leg, status, at }) => leg !== null && legs.includes(leg) && (status === null || status === 429 || status >= 500 || wasLost(troubles, at)))
  return failed.map(({ at, answeredAt }) => ({ from: at, to: (answeredAt ?? at) + GIVEN_AGAIN }))
}

/** When the product knew the carrier's id of a leg: with the answer to its dial, or once it has waited and looked for it. */
function knownAt({ carrier, orders, troubles }: CallLedger, id: string): number {
  const leg = carrier.legs.find((one) => one.id === id)
  const dial = orders.find(({ what, to, at }) => what === 'dial' && to === leg?.to && Math.abs(at - (leg.createdAt ?? 0)) < 50)
  if (!dial) return -Infinity
  return wasLost(troubles, dial.at) || dial.answeredAt === null ? dial.at + LOOKED_UP : dial.answeredAt
}

/** A dial's answer is waited for during 4 s; then its leg is looked for. */
const LOOKED_UP = 6000

function wasLost(troubles: readonly Trouble[], at: number): boolean {
  return troubles.some(({ what, from, to }) => what.startsWith('carrier: lost') && from <= at && to >= at)
}
