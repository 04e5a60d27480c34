import type { RingManner } from '../live-call.ts'

/** How a node's settings say that phones are rung. */
export interface MannerConfig {
  readonly talking?: 'ring' | undefined
  readonly shows?: 'caller' | undefined
  readonly confirm?: 'none' | undefined
}

/** The same as a call rings by it. */
export function mannerOfConfig({ talking, shows, confirm }: MannerConfig): RingManner {
  return {
    ...(confirm === 'none' && { accepts: 'on-pick-up' }),
    ...(shows === 'caller' && { shows }),
    ...(talking === 'ring' && { evenTalking: true }),
  }
}
