import type { CallEvent, LegEnd } from '#flows/call-events.ts'
import { inPlace } from '#flows/story.ts'
import { worthTelling } from '#flows/worth-telling.ts'

/** A phone that was rung, as the call's row has it. */
export interface RungLeg {
  readonly leg: string
  readonly name: string
  readonly state: 'ringing' | 'picked-up' | 'claimed' | 'joined' | 'ended'
  readonly why: LegEnd | null
  readonly ringingAt: number
  readonly joinedAt: number | null
  readonly endedAt: number | null
}

/** The same, in the words and lengths of the call's story. */
export interface ShownLeg extends RungLeg {
  /** How long the two talked, in seconds: their phones are put down a little later. Null: they have not, or still do. */
  readonly talked: number | null
  /** It ended because the caller had gone, and not by its person. */
  readonly endedByCaller: boolean
}

/** @param events of the call, in the order in which they were kept. */
export function shownLegs(legs: readonly RungLeg[], events: readonly CallEvent[]): readonly ShownLeg[] {
  const told = inPlace(worthTelling(events)).map(({ what }) => what)
  const gone = told.findIndex(({ kind }) => kind === 'caller-gone')
  const claimed = new Set(told.flatMap((what) => (what.kind === 'claimed' ? [what.leg] : [])))
  return legs.map((rung) => {
    const talk = told.findLast((what) => what.kind === 'talk-ended' && what.leg === rung.leg)
    const stopped = told.findIndex((what) => what.kind === 'stopped-ringing' && what.leg === rung.leg)
    return {
      ...rung,
      talked: talk?.kind === 'talk-ended' ? talk.seconds : null,
      endedByCaller: gone >= 0 && claimed.has(rung.leg) && (stopped < 0 || stopped > gone),
    }
  })
}
