import type { Random } from '#flows/rehearsal/random.ts'
import { team } from '../stage/team.ts'
import { randomFor, weighed } from './random-for.ts'

/** What a phone does from now on when it is rung, in the words of the emulator's control plane. */
export type Habit =
  | { readonly kind: 'answers'; readonly after: string; readonly presses?: string; readonly talksFor?: string }
  | { readonly kind: 'declines' | 'voicemail'; readonly after: string }
  | { readonly kind: 'busy' | 'never' | 'off' }

export interface HabitChange {
  readonly at: number
  /** E.164. */
  readonly phone: string
  readonly habit: Habit
}

/** Every phone has a habit from the beginning, and another one now and then. */
export function habitChanges({
  seed,
  lastsFor,
}: {
  readonly seed: number
  readonly lastsFor: number
}): readonly HabitChange[] {
  return team.flatMap(({ phone }) => {
    const random = randomFor(seed, `phone ${phone}`)
    const changes: HabitChange[] = []
    for (let at = 0; at <= lastsFor; at += random.between(3000, 15_000))
      changes.push({ at, phone, habit: habitOf(random) })
    return changes
  })
}

function habitOf(random: Random): Habit {
  const after = () => `${random.between(200, 6000)}ms`
  return weighed<() => Habit>(
    random,
    [9, () => ({ kind: 'answers', after: after(), presses: '1', talksFor: `${random.between(1000, 10_000)}ms` })],
    [2, () => ({ kind: 'answers', after: after(), presses: '1' })], // talks until the caller goes
    [2, () => ({ kind: 'answers', after: after(), talksFor: `${random.between(500, 4000)}ms` })], // accepts nothing
    [3, () => ({ kind: 'declines', after: after() })],
    [1, () => ({ kind: 'voicemail', after: after() })],
    [1, () => ({ kind: 'busy' })],
    [3, () => ({ kind: 'never' })],
    [1, () => ({ kind: 'off' })],
  )()
}
