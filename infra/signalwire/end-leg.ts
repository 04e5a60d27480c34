import { CarrierError } from './carrier-error.ts'
import type { SignalWire } from './client.ts'
import type { Swml } from './documents/swml.ts'

/**
 * Ends a leg wherever it is: cancels it while it rings, hangs it up once it is answered. May be
 * repeated; a leg that is over already is what was wanted.
 *
 * @param lastWords a document that tells an answered leg why it ends, and then ends it
 * @returns `told` when that document ends the leg, and its end is still to come; `over` when it had ended before, for a reason
 *   that only its callback tells
 *
 * @throws CarrierError for anything else
 */
export async function endLeg(
  carrier: Pick<SignalWire, 'cancel' | 'end' | 'redirect'>,
  id: string,
  lastWords: Swml | null = null,
): Promise<'ended' | 'told' | 'over'> {
  const cancelled = await cancelLeg(carrier, id)
  if (cancelled !== 'picked-up') return cancelled
  try {
    if (lastWords !== null) {
      await carrier.redirect({ id, swml: lastWords })
      return 'told'
    }
    await carrier.end(id)
  } catch (error) {
    if (!isGone(error)) throw error
    return 'over'
  }
  return 'ended'
}

/**
 * Ends a leg if it still rings. May be repeated.
 *
 * @returns `picked-up` when it no longer rings and goes on; `over` when it had ended before
 *
 * @throws CarrierError for anything else
 */
export async function cancelLeg(
  carrier: Pick<SignalWire, 'cancel'>,
  id: string,
): Promise<'ended' | 'over' | 'picked-up'> {
  try {
    await carrier.cancel(id)
    return 'ended'
  } catch (error) {
    if (isGone(error)) return 'over'
    if (error instanceof CarrierError && error.code === 'cannot_cancel_in_progress') return 'picked-up'
    throw error
  }
}

function isGone(error: unknown): boolean {
  return error instanceof CarrierError && error.kind === 'gone'
}
