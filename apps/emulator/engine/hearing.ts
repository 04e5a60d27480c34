import type { Settings } from '../settings.ts'
import type { Leg } from './leg.ts'

/** What the far end of a leg hears, in the control plane's words. */
export type Hears = 'ringback' | 'speech' | 'music' | 'silence' | 'person' | 'nothing'

/** What a leg hears now, and the number of the person it really talks with: both hear each other, or there is none. */
export function hearing(leg: Leg, settings: Pick<Settings, 'aloneInRoom'>): { hears: Hears; with: string | null } {
  if (leg.isOver) return { hears: 'nothing', with: null }
  if (leg.state !== 'answered') return { hears: leg.sound === 'nothing' ? 'ringback' : leg.sound, with: null }
  if (!leg.company) return { hears: leg.sound === 'nothing' ? 'silence' : leg.sound, with: null }
  if (!leg.company.started) return { hears: 'music', with: null }
  const other = leg.company.others(leg)[0]
  return other ? { hears: 'person', with: other.party } : { hears: settings.aloneInRoom, with: null }
}

/** How long a sentence takes to say: a second for every 15 characters, at least one. */
export function speakingMs(text: string): number {
  return Math.max(1000, (text.length / 15) * 1000)
}
