import type { CarrierLeg } from '../ledger/carrier-call.ts'
import type { CallLedger, Trouble } from '../ledger/ledger.ts'
import type { Span } from './times.ts'

/**
 * From when on nothing was in the product's way, once it was told at `from`: a process that is away comes back, a command
 * that the carrier refuses or loses is given again, a leg whose dial was not answered is found in the log. The obstacle that
 * stood there first counts in full; those that come after it count together for no longer than `ONE_AFTER_ANOTHER`.
 * @param about.legs those that have to be ended or moved
 * @param about.webStandsIn whether the web does it when the engine does nothing
 */
export function couldActFrom(
  ledger: CallLedger,
  {
    from,
    legs,
    webStandsIn = false,
  }: { readonly from: number; readonly legs: readonly string[]; readonly webStandsIn?: boolean },
): number {
  const known = Math.max(from, ...legs.map((leg) => knownAt(ledger, leg)))
  const obstacles = [...outages(ledger, webStandsIn ? known : null), ...refusals(ledger, legs)].toSorted(
    (one, other) => one.from - other.from,
  )
  let most = Infinity
  return obstacles.reduce((at, obstacle) => {
    if (obstacle.from >= at + MEANWHILE || obstacle.to <= at) return at
    if (most === Infinity) most = obstacle.to + ONE_AFTER_ANOTHER
    return Math.min(obstacle.to, most)
  }, known)
}

/** A process that is back has to be found again: tasks that stuck to a dead worker are given to another after 2 s. */
export const FOUND_AGAIN = 2500
/** The longest pause before a refused command is given again. */
export const GIVEN_AGAIN = 3000
/** Whatever begins to act may be struck before it has acted. */
const MEANWHILE = 1000
/** After the first obstacle: the carrier's watch has looked at everything once by then. */
const ONE_AFTER_ANOTHER = 15_000
/** The web does within this time for a call what its engine does not do, if it and the database are there. Milliseconds. */
const STANDS_IN = 1500

/** @param known from when on the web can stand in for the engine; null when nobody can. */
function outages({ troubles }: CallLedger, known: number | null): readonly Span[] {
  const away = troubles.filter(({ kind }) => kind === 'outage')
  const standsIn =
    known !== null &&
    !away.some(
      (trouble) => /^(web|postgres)/.test(trouble.what) && trouble.from < known + STANDS_IN && trouble.to > known,
    )
  return away
    .filter(({ what }) => !(standsIn && /^(worker|temporal)/.test(what)))
    .map(({ from, to }) => ({ from, to: to + FOUND_AGAIN }))
}

function refusals({ orders, troubles }: CallLedger, legs: readonly string[]): readonly Span[] {
  const failed = orders.filter((order) => order.leg !== null && legs.includes(order.leg) && hasFailed(order, troubles))
  return failed.map(({ at, answeredAt }) => ({ from: at, to: (answeredAt ?? at) + GIVEN_AGAIN }))
}

/** Whether a command was refused for a while, or its answer was lost. */
export function hasFailed({ status, at }: CallLedger['orders'][number], troubles: readonly Trouble[]): boolean {
  return status === null || status === 429 || status >= 500 || wasLost(troubles, at)
}

/** When the product knew the carrier's id of a leg: with the answer to its dial, or once it has waited and looked for it. */
function knownAt({ carrier, orders, troubles }: CallLedger, id: string): number {
  const leg = carrier.legs.find((one) => one.id === id)
  const dial = leg && dialOf({ orders }, leg)
  if (!dial) return -Infinity
  return wasLost(troubles, dial.at) || dial.answeredAt === null ? dial.at + LOOKED_UP : dial.answeredAt
}

/** The command that placed a leg; none of a leg that a document's connect has placed. */
export function dialOf(
  { orders }: Pick<CallLedger, 'orders'>,
  { to, createdAt }: Pick<CarrierLeg, 'to' | 'createdAt'>,
): CallLedger['orders'][number] | undefined {
  return orders.find(
    (order) => order.what === 'dial' && order.to === to && Math.abs(order.at - (createdAt ?? 0)) < SAME_DIAL,
  )
}

/** A command and the leg that it placed are noted one right after the other. Milliseconds. */
const SAME_DIAL = 50
/** A dial's answer is awaited for 4 s; then its leg is looked for. */
const LOOKED_UP = 6000

function wasLost(troubles: readonly Trouble[], at: number): boolean {
  return troubles.some(({ what, from, to }) => what.startsWith('carrier: lost') && from <= at && to >= at)
}
