import { mannerOf, type RingHow, type RingManner } from '../live-call.ts'
import type { CallParts } from './call-parts.ts'
import type { Dialled, LegOrder } from './exchange.ts'
import type { Leg } from './leg-book.ts'
import { addressesOf, isSameParty, whomOf } from './party.ts'
import type { PushParts } from './push.ts'
import type { Ringing } from './rings.ts'
import { isDecided } from './happenings/so-far.ts'
import type { Alarm } from './waiting.ts'

/** What it takes to dial, and to hear what came of it. */
type DiallingParts = PushParts & Pick<CallParts, 'rings'>

/** How long phones ring, and how the ring goes that they belong to. */
interface How extends RingManner {
  readonly seconds: number
  readonly order: RingHow['order']
}

/** Dialled without an answer, and nothing is known of it yet. */
export function isLost(leg: Leg): boolean {
  return leg.state === 'ordered' && !leg.dialling
}

/** What is being dialled in a turn: when the carrier is asked about those whose answer was lost. */
export interface Placed {
  lost: Alarm | null
  /** Nobody is looking after the turn any more. */
  isOver: boolean
}

/**
 * Dials, and goes on at once: each leg counts as soon as its phone rings, whatever the carrier's
 * answer to another one does. A leg that comes too late is ended.
 */
export function place(
  call: DiallingParts,
  ringing: Ringing,
  legs: readonly Leg[],
  { placed, ...how }: How & { readonly placed: Placed },
): void {
  const orders = legs.map((leg) => orderFor(leg, how))
  void call.orders.dial(orders, how.order).then((dialled) => {
    for (const answer of dialled) take(call, answer, ringing, how)
    for (const leg of legs) leg.dialling = false
    if (!placed.isOver && legs.some(isLost)) {
      const since = call.exchange.now() - Math.min(...legs.map((leg) => leg.orderedAt))
      placed.lost?.stop()
      placed.lost = call.waiting.alarm(
        Math.max(LOOKED_UP_AFTER - since, LOOKED_UP_AT_ONCE),
        'ask the carrier for the dials without an answer',
      )
    }
    const strays = legs.filter((leg) => leg.state !== 'ended' && leg.state !== 'claimed')
    // whoever ends the whole call has waited for this dial
    if (strays.length > 0 && call.rings.current !== ringing && !isDecided(call.journal.soFar))
      void call.orders.chase(strays)
    call.waiting.changed()
  })
}

function orderFor(leg: Leg, how: How): LegOrder {
  const { id, party, address } = leg
  const also = addressesOf(party).filter((other) => other !== address)
  return {
    leg: id,
    ...whomOf(party),
    address,
    ...(also.length > 0 && { also }),
    ...(party.kind === 'outside' && { outside: true }),
    seconds: how.seconds,
    ...mannerOf(how),
  }
}

/** What the carrier said to one dial. A claim may have come before it: then the leg is already won. */
function take(call: DiallingParts, answer: Dialled, ringing: Ringing, { seconds, order }: How): void {
  const leg = call.legs.get(answer.leg)
  if (!leg) return
  // whoever has accepted is there: an order that was given again and came to nothing takes nobody away
  if (leg.state === 'claimed' && answer.result !== 'dialled' && answer.result !== 'lost') return
  const who = whomOf(leg.party)
  const rings = (carrier: string | null) =>
    call.journal.note({ kind: 'rings', leg: leg.id, ...who, carrier, address: leg.address, seconds, order })
  switch (answer.result) {
    case 'dialled':
      leg.carrier ??= answer.carrier
      if (leg.state === 'ordered') leg.state = 'placed'
      rings(answer.carrier)
      return
    case 'lost':
      rings(leg.carrier)
      return
    case 'talking':
      leg.state = 'ended'
      leg.talking = true
      // said once, however many phones they have
      if (!ringing.legs.some((other) => other !== leg && other.talking && isSameParty(other.party, leg.party)))
        call.journal.note({ kind: 'skipped', ...who, why: 'talking' })
      return
    case 'refused':
      call.journal.note({ kind: 'trouble', with: 'dial', detail: answer.detail })
      call.orders.legEnded(leg, answer.why, call.exchange.now())
      return
    case 'called-off':
      if (answer.carrier !== null) {
        rings(answer.carrier)
        call.orders.legEnded(leg, 'cancelled', call.exchange.now())
      }
      leg.state = 'ended'
      return
    case 'document-drives':
      leg.state = 'ended'
      return
  }
}

/** Milliseconds after the order to dial at which the carrier is asked whether it was done, when no answer came. */
const LOOKED_UP_AFTER = 4000
/** The same after the dial came back, when it took its time: what was placed at the last moment shows by then. */
const LOOKED_UP_AT_ONCE = 2000
/** Milliseconds after which it is asked again, if it did not say. */
export const LOOKED_UP_AGAIN = 2000
