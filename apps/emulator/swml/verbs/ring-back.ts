import { Interrupted, pause } from '../../clock.ts'
import { ScriptFailure } from '../issue.ts'
import type { Session } from '../session.ts'
import { playSounds } from '../sounds.ts'

/** A round of sounds that last no time at all must not keep the emulator busy. */
const SHORTEST_ROUND_MS = 1000

/** What the one who waits hears: ringing, or the sounds given, round after round, until `until` fires. A sound that fails becomes ringing. */
export async function ringBack(
  session: Session,
  { urls: sounds, until }: { urls: readonly string[]; until: AbortSignal },
): Promise<void> {
  const { leg, services } = session
  try {
    if (sounds.length === 0) leg.hear('ringback', 'ringing')
    while (sounds.length > 0)
      await Promise.all([
        playSounds(session, { urls: sounds, signal: until }),
        pause(services.clock, { ms: SHORTEST_ROUND_MS, signal: until }),
      ])
  } catch (error) {
    if (error instanceof Interrupted) return
    if (!(error instanceof ScriptFailure)) throw error
    services.warn(session, error.issue)
    if (!until.aborted) leg.hear('ringback', 'ringing')
  }
}
