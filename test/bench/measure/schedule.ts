import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from './random.ts'

/**
 * When events of an open loop are due, in milliseconds from the start: so many a second, each moved by up to half a gap
 * either way, the same for the same seed. Even gaps would fall in step with timers inside what is measured.
 */
export function dueTimes({
  count,
  perSecond,
  seed,
}: {
  readonly count: number
  readonly perSecond: number
  readonly seed: number
}): number[] {
  const gap = 1000 / perSecond
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, at) => (at + random()) * gap)
}

/** Returns at this moment of `performance.now()`, not a timer's millisecond later. */
export async function untilDue(at: number): Promise<void> {
  const rest = at - performance.now()
  if (rest > 2) await pause(rest - 2)
  while (performance.now() < at) await turn()
}
