import { CarrierError } from './carrier-error.ts'
import type { SignalWire } from './client.ts'

/**
 * Ends a leg wherever it is: cancels it while it rings, hangs it up once it is answered. May be
 * repeated; a leg that is over already is what was wanted.
 *
 * @throws CarrierError for anything else
 */
export async function endLeg(carrier: Pick<SignalWire, 'cancel' | 'end'>, id: string): Promise<void> {
  try {
    await carrier.cancel(id)
  } catch (error) {
    if (isGone(error)) return
    if (!(error instanceof CarrierError) || error.code !== 'cannot_cancel_in_progress') throw error
    await carrier.end(id).catch((second: unknown) => {
      if (!isGone(second)) throw second
    })
  }
}

function isGone(error: unknown): boolean {
  return error instanceof CarrierError && error.kind === 'gone'
}
