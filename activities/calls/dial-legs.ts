import { eventKey, type CallEvent, type Happening } from '#flows/call/happenings/happening.ts'
import type { Answer, DialOrder, Dialled, KeyedEvent, LegOrder } from '#flows/call/exchange.ts'
import { orderDial } from '#infra/db/call/order-dial.ts'
import { ownNumbers } from '#infra/db/number/own-numbers.ts'
import { allowedCountries } from '#infra/db/organisation/allowed-countries.ts'
import type { CallRef } from '../call-activities.ts'
import type { Attempt } from './attempt.ts'
import type { CallDeps } from './call-deps.ts'
import { CallOff } from './call-off.ts'
import { notWritten } from './carried-out.ts'
import { dialLeg } from './dial-leg.ts'
import { DialWriter } from './dial-writer.ts'
import { addressesOf, isTalking, whoTalks } from './who-talks.ts'
import { begunBefore, writeOrder, type OrderWritten } from './write-events.ts'

/**
 * Places a batch of legs, all at once: the carrier queues what is more than it may place in a
 * second, and a slow answer to one holds up no other. May be repeated: what was placed before is
 * found and not placed again.
 */
export async function dialLegs(
  deps: CallDeps,
  call: CallRef,
  order: DialOrder,
  attempt: Attempt,
): Promise<Answer<{ readonly legs: readonly Dialled[] }>> {
  const { mayDial, talking, countries, written, callerLeft, ...known } = await begun(deps, call, order, attempt)
  if (!mayDial) return { legs: order.legs.map((leg) => ({ leg: leg.leg, result: 'document-drives' })), written }
  if (!written && !attempt.isCounted) throw notWritten()
  const writer = new DialWriter(deps, call)
  const off = new CallOff(deps, call, attempt)
  // only whoever is nobody's of the organisation may turn out to be the organisation itself
  const numbers = order.legs.some(({ outside }) => outside) ? await numbersNow(deps, call) : []
  try {
    const legs = await Promise.all(
      order.legs.map(async (leg): Promise<Dialled> => {
        if (isTalking(leg, talking)) return { leg: leg.leg, result: 'talking' }
        const dialled = await dialLeg(deps, call, leg, {
          ...attempt,
          countries,
          numbers,
          callerLeft,
          calledOff: off.signal,
          orderedBefore: known.begunBefore.get(eventKey(asOrdered(leg, order))) ?? null,
        })
        off.note(leg, dialled)
        await writer.write(asDialled(leg, order, dialled), dialled)
        return dialled
      }),
    )
    return { legs: await off.end(legs), written }
  } finally {
    off.stop()
  }
}

/** What is known as a dial begins, and that it begins is written. */
interface Begun extends OrderWritten {
  readonly mayDial: boolean
  readonly talking: ReadonlySet<string>
  readonly countries: readonly string[] | null
  /** Whether the caller has left by now; null where nobody has asked. */
  readonly callerLeft: boolean | null
}

/** Written before it is done: what comes back by the legs' own words and callbacks finds rows to belong to. */
async function begun(deps: CallDeps, call: CallRef, order: DialOrder, { isCounted }: Attempt): Promise<Begun> {
  const key = { organisation: call.organisation, call: call.call }
  if (!(await deps.store.drivenOnDisk(key))) {
    const dials = order.legs.map((leg) => ({
      // whoever rings although they talk has no address that anybody is to look for
      addresses: leg.evenTalking ? [] : addressesOf(leg),
      ordered: told(asOrdered(leg, order)),
    }))
    try {
      const { kept, ...known } = await orderDial(deps.db, {
        ...key,
        events: order.events,
        dials,
        timeout: isCounted ? TOGETHER : JOINED,
      })
      return {
        ...known,
        callerLeft: known.callerLeft || (await deps.store.leftOnDisk(key)),
        written: true,
        begunBefore: begunBefore(
          kept,
          dials.map(({ ordered }) => ordered),
        ),
      }
    } catch (error) {
      deps.log.warn({ error, ...key }, 'What a dial asks of the database is asked in parts')
      // the order comes once more, and need not wait for the database twice
      if (!isCounted) throw notWritten()
    }
  }
  return await begunInParts(deps, call, order)
}

/** The same where the database is slow or refuses an event: each part has its own patience, and what cannot be known holds up no phone. */
async function begunInParts(deps: CallDeps, call: CallRef, order: DialOrder): Promise<Begun> {
  const key = { organisation: call.organisation, call: call.call }
  const [mayDial, talking, countries] = await Promise.all([
    deps.store.mayDial(key),
    whoTalks(deps, call, order.legs),
    countriesNow(deps, call),
  ])
  const orders = order.legs
    .filter((leg) => mayDial && !isTalking(leg, talking))
    .map((leg) => told(asOrdered(leg, order)))
  return {
    mayDial,
    talking,
    countries,
    callerLeft: null,
    ...(await writeOrder(deps, call, { events: order.events, orders })),
  }
}

/** For all that a dial asks at once. Milliseconds. */
const TOGETHER = 500
/** The same where a workflow task waits, and longer than it does: the regular order then joins this one. Milliseconds. */
const JOINED = 1500

function asOrdered(leg: LegOrder, { order }: Pick<DialOrder, 'order'>): Happening {
  return { kind: 'ordered', ...whom(leg), order }
}

function asDialled(leg: LegOrder, order: DialOrder, dialled: Dialled): readonly KeyedEvent[] {
  if (dialled.result === 'called-off' && dialled.carrier === null) return [told({ kind: 'not-rung', leg: leg.leg })]
  const carrier = 'carrier' in dialled ? dialled.carrier : null
  return carrier !== null || dialled.result === 'lost'
    ? [told({ kind: 'rings', ...whom(leg), carrier, order: order.order })]
    : []
}

function told(what: Happening): KeyedEvent {
  const event: CallEvent = { at: Date.now(), node: null, what }
  return { key: eventKey(what), event }
}

const whom = ({ leg, member, name, address, seconds }: LegOrder) => ({ leg, member, name, address, seconds })

/** Null when the database does not answer: those of when the call came in and its roster was drawn up then hold. */
async function countriesNow(deps: CallDeps, { organisation }: CallRef): Promise<readonly string[] | null> {
  return await allowedCountries(deps.db, { organisation, timeout: 500 }).catch(() => null)
}

/** None when the database does not answer: what was decided as the call came in then holds. */
async function numbersNow(deps: CallDeps, { organisation }: CallRef): Promise<readonly string[]> {
  return await ownNumbers(deps.db, { organisation, timeout: 500 }).catch(() => [])
}
