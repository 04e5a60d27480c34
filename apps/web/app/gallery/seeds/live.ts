import { foldLiveCalls, type RunningCall, type RunningCalls } from '../../live/live-calls.ts'
import type { LiveNow } from '../../live/use-live-calls.ts'
import { History } from './happenings.ts'
import {
  carla,
  longCaller,
  rightToLeftCaller,
  sales,
  stranger,
  support,
  withheld,
  workshop,
  type SeedCaller,
  type SeedNumber,
} from './numbers.ts'
import { ana, ben, cy, longName, unbroken } from './people.ts'

/** A call as its events make it, some seconds after it came in. */
function call(
  id: string,
  { caller, number, ago, now }: { caller: SeedCaller; number: SeedNumber; ago: number; now: number },
  told: (history: History) => History,
): RunningCall {
  const events = told(new History(caller, number)).events(now - ago * 1000)
  const calls = events.reduce<RunningCalls>(
    (all, event) => foldLiveCalls(all, { ...event, call: id, number: number.id }),
    new Map(),
  )
  const [folded] = [...calls.values()]
  if (!folded) throw new Error('a history begins with the arrival of its call')
  return folded
}

export const rings = (now: number) =>
  call('rings', { caller: carla, number: sales, ago: 7, now }, (told) =>
    told.comesTo(1, 'Ring the sales team in order', 'ring').rings(ana, { from: 2 }),
  )
export const ringsTogether = (now: number) =>
  call('together', { caller: stranger, number: support, ago: 4, now }, (told) =>
    told
      .comesTo(1, 'Ring everybody on support', 'ring')
      .rings(ana, { from: 2, seconds: 30, together: true })
      .rings(ben, { from: 2, seconds: 30, together: true })
      .rings(cy, { from: 2, seconds: 30, together: true }),
  )
export const ringsLong = (now: number) =>
  call('long', { caller: longCaller, number: workshop, ago: 3, now }, (told) =>
    told
      .comesTo(1, 'Ring whoever has the winter shift in the old harbour hall', 'ring')
      .rings(ana, { from: 2, together: true })
      .rings(longName, { from: 2, together: true })
      .rings(unbroken, { from: 2, together: true }),
  )
export const ringsFromTheRight = (now: number) =>
  call('rtl', { caller: rightToLeftCaller, number: sales, ago: 3, now }, (told) => told.rings(ana, { from: 2 }))
export const ringsWithheld = (now: number) =>
  call('withheld', { caller: withheld, number: sales, ago: 3, now }, (told) => told.rings(ana, { from: 2 }))
export const pickedUp = (now: number) =>
  call('picked-up', { caller: carla, number: sales, ago: 9, now }, (told) =>
    told.rings(ana, { from: 2 }).picksUp(ana, 7),
  )
export const connecting = (now: number) =>
  call('connecting', { caller: carla, number: sales, ago: 9, now }, (told) =>
    told.rings(ana, { from: 2 }).accepts(ana, 8),
  )
export const talks = (now: number) =>
  call('talks', { caller: carla, number: sales, ago: 135, now }, (told) =>
    told.comesTo(1, 'Ring the sales team in order', 'ring').rings(ana, { from: 2 }).talks(ana, { from: 9 }),
  )
/** Shown for a moment only, so it lies in the future: it stays while one looks. */
export const taken = (now: number) =>
  call('taken', { caller: carla, number: sales, ago: -3_600, now }, (told) =>
    told.rings(ana, { from: 2, together: true }).rings(ben, { from: 2, together: true }).talks(ben, { from: 8 }),
  )
export const over = (now: number) =>
  call('over', { caller: carla, number: sales, ago: -3_600, now }, (told) =>
    told.rings(ana, { from: 2 }).talks(ana, { from: 9, until: 120 }).ends('answered', 121),
  )
export const gone = (now: number) =>
  call('gone', { caller: stranger, number: sales, ago: -3_600, now }, (told) =>
    told
      .rings(ana, { from: 2, until: 9, why: 'cancelled' })
      .tell(9, null, { kind: 'caller-gone' })
      .ends('abandoned', 10),
  )
export const otherRings = (now: number) =>
  call('other-rings', { caller: stranger, number: support, ago: 5, now }, (told) =>
    told.rings(ben, { from: 2 }).rings(cy, { from: 2 }),
  )
export const otherTalks = (now: number) =>
  call('other-talks', { caller: longCaller, number: workshop, ago: 300, now }, (told) =>
    told.rings(cy, { from: 2 }).talks(cy, { from: 9 }),
  )
export const otherLeaves = (now: number) =>
  call('other-leaves', { caller: carla, number: sales, ago: 50, now }, (told) =>
    told.comesTo(42, 'Sales voicemail', 'voicemail'),
  )
export const otherArrives = (now: number) =>
  call('other-arrives', { caller: withheld, number: sales, ago: 1, now }, (told) => told)

export function liveNow(calls: readonly RunningCall[], more: Partial<LiveNow> = {}): LiveNow {
  return { calls, isKnown: true, isConnected: true, unread: 3, ahead: 0, ...more }
}
