import type { CallEvent, Happening } from '#flows/call/happenings/happening.ts'
import type { KeyedEvent } from '../call/append-events.ts'

export const start = Date.UTC(2026, 0, 5, 12)
export const mia = { leg: '2-1', member: 'mia', name: 'Mia' }
export const rings = {
  kind: 'rings',
  ...mia,
  carrier: null,
  address: '+12025550199',
  seconds: 20,
  order: 'in-turn',
} satisfies Happening
/** All that happens in a call that Mia answers. */
export const answered: readonly Happening[] = [
  { kind: 'entered', title: 'Ring', node: 'priority-chain' },
  rings,
  { kind: 'picked-up', leg: '2-1' },
  { kind: 'claimed', ...mia },
  { kind: 'talking', ...mia },
  { kind: 'talk-ended', ...mia, seconds: 3 },
  { kind: 'stopped-ringing', ...mia, why: 'hung-up', seconds: 4 },
  { kind: 'ended', outcome: 'answered', seconds: 7 },
]

/** As the workflow tells it: something happens every second. @param from how many were told before. */
export function told(happenings: readonly Happening[], from = 0): readonly KeyedEvent[] {
  return happenings.map((what, index) => ({
    key: `call:${from + index}`,
    event: { at: start + (from + index) * 1000, node: 'ring', what } satisfies CallEvent,
  }))
}
