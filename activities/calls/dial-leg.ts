import { setTimeout as pause } from 'node:timers/promises'
import { callerInWords } from '#flows/call/facts.ts'
import { roomOf } from '#flows/call/room.ts'
import type { Dialled, LegOrder } from '#flows/call/exchange.ts'
import { sentencesIn } from '#flows/speech/sentences.ts'
import { carriersOf, whoAccepted } from '#infra/db/call/leg-carriers.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { memberDocument } from '#infra/signalwire/documents/member.ts'
import { endLeg } from '#infra/signalwire/end-leg.ts'
import { problem } from '#infra/errors.ts'
import { callRefused, mayCall, neverCalled } from '#infra/telephone/may-call.ts'
import { isOwnNumber } from '#infra/telephone/outside.ts'
import { troubleInWords } from '#infra/signalwire/trouble-in-words.ts'
import type { CallRef } from '../call-activities.ts'
import type { Attempt } from './attempt.ts'
import type { CallDeps } from './call-deps.ts'
import { findLegs } from './find-legs.ts'
import { isTalking, whoTalks } from './who-talks.ts'

type LegAttempt = Attempt & {
  /** The countries that may be called when it is made; null when they are not known. */
  readonly countries: readonly string[] | null
  /** The organisation's own numbers, as far as they are known: whoever is outside of it is none of them. */
  readonly numbers: readonly string[]
  /** Whether the caller had left when the order was begun; null where nobody has asked. */
  readonly callerLeft: boolean | null
  /** Fires when nobody waits any longer for a phone that does not ring yet. */
  readonly calledOff: AbortSignal
  /** When an earlier try wrote that it was about to dial this leg; null when none has. Milliseconds since 1970, by its machine's clock. */
  readonly orderedBefore: number | null
}

/** Dials that run in this process: a repeated order joins the one that it repeats. */
const running = new Map<string, Promise<Dialled>>()

/**
 * Places one leg, unless nobody waits for it any more. Repeated, it finds out first whether the leg
 * is there already.
 * @throws Error when this process stood still and the order may be somebody else's: it is given again
 */
export function dialLeg(deps: CallDeps, call: CallRef, leg: LegOrder, attempt: LegAttempt): Promise<Dialled> {
  const name = `${call.call} ${leg.leg}`
  const begin = (): Promise<Dialled> => dial(deps, call, leg, attempt)
  const dialling = running.get(name)?.catch(begin) ?? begin()
  running.set(name, dialling)
  const forget = (): void => {
    if (running.get(name) === dialling) running.delete(name)
  }
  dialling.then(forget, forget)
  return dialling
}

async function dial(deps: CallDeps, call: CallRef, leg: LegOrder, attempt: LegAttempt): Promise<Dialled> {
  if (isRepeated(attempt)) {
    const found = await placedBefore(deps, call, leg, attempt).catch((error: unknown): Dialled => {
      deps.log.warn({ error, call: call.call, leg: leg.leg }, 'Whether a leg was placed before could not be looked up')
      // as when a dial's answer is lost: the call finds out, and the other legs of the batch wait for nothing
      return { leg: leg.leg, result: 'lost' }
    })
    if (found !== null) return found
  }
  return await place(deps, call, leg, attempt)
}

/** Whether an earlier try may have placed it: ours was given again, or finds in the rows that the leg was about to be dialled. */
function isRepeated({ number, orderedBefore }: LegAttempt): boolean {
  return number > 1 || orderedBefore !== null
}

/** What an earlier try placed soon shows in our rows or the carrier's log; what may be it is not dialled again. */
async function placedBefore(
  deps: CallDeps,
  call: CallRef,
  leg: LegOrder,
  attempt: LegAttempt,
): Promise<Dialled | null> {
  const told = await carriersOf(deps.db, { organisation: call.organisation, call: call.call, timeout: 1000 })
  const known = told.find(([one]) => one === leg.leg)?.[1]
  if (known !== undefined) return { leg: leg.leg, result: 'dialled', carrier: known }
  const age = attempt.orderedBefore === null ? null : Date.now() - attempt.orderedBefore
  await pause(attempt.number > 1 || age === null ? SHOWS_WITHIN : Math.min(Math.max(SHOWN_AFTER - age, 0), SHOWN_AFTER))
  const { ids, unclear } = await findLegs(deps, call, [
    { leg: leg.leg, address: leg.address, age: Math.max(attempt.now() - attempt.orderedAt, age ?? 0) },
  ])
  const carrier = ids.get(leg.leg)
  if (carrier !== undefined) return { leg: leg.leg, result: 'dialled', carrier }
  return unclear.has(leg.leg) ? { leg: leg.leg, result: 'lost' } : null
}

/** A dial that certainly was not done is tried again while its seat's time lasts; one that may have been is not. */
async function place(deps: CallDeps, call: CallRef, leg: LegOrder, attempt: LegAttempt): Promise<Dialled> {
  const why = whyNot(leg, attempt)
  if (why !== null) return { leg: leg.leg, result: 'refused', why: 'failed', detail: why }
  const key = { organisation: call.organisation, call: call.call }
  const until = performance.now() + Math.min(leg.seconds * 1000, LONGEST_TRY)
  for (let tries = 1; ; tries += 1) {
    const isFresh = tries === 1 && !isRepeated(attempt) && attempt.callerLeft !== null
    if (attempt.calledOff.aborted || (isFresh ? attempt.callerLeft : await deps.store.callerHasLeft(key)))
      return { leg: leg.leg, result: 'called-off', carrier: null }
    // a late dial may find that somebody else decides by now, or has accepted
    if (tries > 1 && !(await deps.store.mayDial(key))) return { leg: leg.leg, result: 'document-drives' }
    if (tries > 1 || isRepeated(attempt)) {
      const [isTaken, talking] = await Promise.all([takenBy(deps, call, leg.leg), whoTalks(deps, call, [leg])])
      if (isTaken) return { leg: leg.leg, result: 'called-off', carrier: null }
      if (isTalking(leg, talking)) return { leg: leg.leg, result: 'talking' }
    }
    if (!attempt.isOurs()) throw new Error(`leg ${leg.leg} was not dialled: this process stood still`)
    const sentAt = performance.now()
    const seconds = Math.round((until - sentAt) / 1000)
    try {
      const { id } = await send(deps, call, leg, tries === 1 ? leg.seconds : seconds)
      return await unlessCalledOff(deps, call, { leg: leg.leg, result: 'dialled', carrier: id }, sentAt)
    } catch (error) {
      if (!(error instanceof CarrierError)) throw error
      // a lost answer may have rung a phone: only the log knows, and if it shows nothing the call dials another leg
      if (error.kind === 'lost') return { leg: leg.leg, result: 'lost' }
      deps.log.warn(
        { error, call: call.call, organisation: call.organisation, leg: leg.leg },
        'The carrier did not place a leg',
      )
      // a carrier that asks for no pause, or names a time already past by our clock, is left alone all the same
      const wait = PASSES.has(error.kind) ? Math.max(error.retryAfter ?? 0, Math.min(250 * 2 ** tries, 4000)) : Infinity
      if (performance.now() + wait + SHORTEST_RING > until)
        return { leg: leg.leg, result: 'refused', why: 'failed', detail: troubleInWords(error) }
      await pause(wait, undefined, { signal: attempt.calledOff }).catch(() => {})
    }
  }
}

/** Why a leg must not be rung, in a sentence: what is allowed may have changed since the call came in. */
function whyNot({ address, outside }: LegOrder, { countries, numbers }: LegAttempt): string | null {
  if (outside && isOwnNumber(address, numbers)) return problem('own-number').title
  const refusal = countries === null ? neverCalled(address) : mayCall(address, countries)
  return refusal && callRefused(refusal, { address, whose: 'rung' }).problem.title
}

/** Where the carrier does not let the caller's number through, which is certain not to have rung anybody, the phone shows ours. */
async function send(deps: CallDeps, call: CallRef, leg: LegOrder, seconds: number): Promise<{ readonly id: string }> {
  const place = { organisation: call.organisation, call: call.call, leg: leg.leg }
  const { e164: caller } = call.caller
  const dial = {
    from: call.number.e164,
    to: leg.address,
    seconds,
    swml: memberDocument({
      ...place,
      room: roomOf(call.call, leg.leg),
      caller: callerInWords(call.caller, sentencesIn(call.speech?.language).privateNumber),
      number: call.number.name,
      speech: call.speech,
      accepts: leg.accepts,
      urls: deps.urls,
    }),
    statusUrl: deps.urls.of({ to: 'leg-status', ...place }),
    variables: { leg: leg.leg },
  }
  if (leg.shows !== 'caller' || caller === null || !/^\+\d+$/.test(caller) || Date.now() < notShownUntil)
    return deps.carrier.dial(dial)
  try {
    return await deps.carrier.dial({ ...dial, callerId: caller })
  } catch (error) {
    if (!(error instanceof CarrierError && error.code === 'not_purchased_or_verified')) throw error
    notShownUntil = Date.now() + NOT_SHOWN_FOR
    return deps.carrier.dial(dial)
  }
}

/** Until then no phone is dialled with a caller's number: the carrier has just refused one. Milliseconds since 1970. */
let notShownUntil = 0
/** A carrier that refuses callers' numbers is not asked for every phone. Milliseconds. */
const NOT_SHOWN_FOR = 600_000

/** A leg placed while the caller hung up, or somebody else accepted, is not left ringing until the call hears of it. */
async function unlessCalledOff(
  deps: CallDeps,
  call: CallRef,
  dialled: Dialled & { readonly result: 'dialled' },
  sentAt: number,
): Promise<Dialled> {
  const key = { organisation: call.organisation, call: call.call }
  const isSlow = performance.now() - sentAt > SLOW
  if (!(await deps.store.callerHasLeft(key)) && !(isSlow && (await takenBy(deps, call, dialled.leg)))) return dialled
  try {
    await endLeg(deps.carrier, dialled.carrier)
    return { leg: dialled.leg, result: 'called-off', carrier: dialled.carrier }
  } catch (error) {
    deps.log.warn(
      { error, leg: dialled.leg },
      'A leg that nobody waits for could not be ended at once; the call ends it',
    )
    return dialled
  }
}

/** Whether somebody else has accepted; a database that does not answer lets everybody ring. */
async function takenBy(deps: CallDeps, call: CallRef, but: string): Promise<boolean> {
  const winner = await whoAccepted(deps.db, { organisation: call.organisation, call: call.call, timeout: 300 }).catch(
    () => null,
  )
  return winner !== null && winner !== but
}

/** Trouble that passes, and with which it is certain that nothing was placed. */
const PASSES: ReadonlySet<CarrierError['kind']> = new Set(['unavailable', 'busy-limit'])

/**
 * How long the previous try is given to show. Its worker has been silent for two seconds when it is missed: what it
 * placed at the last moment has had four. Milliseconds.
 */
const SHOWS_WITHIN = 2000
/** By then an order that was begun by a try of which nothing more is known shows, or never was carried out. Milliseconds. */
const SHOWN_AFTER = 4000
/** However long a seat's time is. Milliseconds. */
const LONGEST_TRY = 60_000
/** A phone that would ring for less than this is not worth trying. Milliseconds. */
const SHORTEST_RING = 3000
/** How long an answer may take before somebody else may have accepted meanwhile. Milliseconds. */
const SLOW = 300
