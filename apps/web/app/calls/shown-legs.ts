import type { CallEvent, Happening, LegEnd } from '#flows/call/happenings/happening.ts'
import { inPlace } from '#flows/story/story.ts'
import { worthTelling } from '#flows/story/worth-telling.ts'
import { overAt, rangUntil, type RungPhone } from '../calling/rung-phone.ts'

/** A phone that was rung, as the call's row has it. */
export interface RungLeg extends RungPhone {
  readonly leg: string
  readonly name: string
  readonly state: 'ringing' | 'picked-up' | 'claimed' | 'joined' | 'ended'
  readonly why: LegEnd | null
}

/** The same, in the words and lengths of the call's story. */
export interface ShownLeg extends RungLeg {
  /** When its phone stopped ringing; null while it rings. */
  readonly rangUntil: number | null
  /** How long the two talked, in seconds: their phones are put down a little later. Null: they have not, or still do. */
  readonly talked: number | null
  /** It ended because the call was over, and not because its phone was put down. */
  readonly endedWithCall: boolean
  /** They accepted when it was too late: the call was taken, or the caller gone. */
  readonly acceptedLate: boolean
  /** Who ended the whole call from its page; null when nobody did. */
  readonly endedBy: string | null
}

/** @param events of the call, in the order in which they were kept. */
export function shownLegs(legs: readonly RungLeg[], events: readonly CallEvent[]): readonly ShownLeg[] {
  const told = inPlace(worthTelling(events)).map(({ what }) => what)
  // whoever ends a call from its page has it ended for everybody, and the caller's leg is over only after that
  const over = told.findIndex(({ kind }) => kind === 'caller-gone' || kind === 'ended-by')
  const by = told.find((what) => what.kind === 'ended-by')
  const claimed = new Set(told.flatMap((what) => (what.kind === 'claimed' ? [what.leg] : [])))
  return legs.map((rung) => {
    const talk = told.findLast((what) => what.kind === 'talk-ended' && what.leg === rung.leg)
    const stopped = told.findIndex((what) => what.kind === 'stopped-ringing' && what.leg === rung.leg)
    const until = overAt(rung, legs)
    const hasStopped = until !== null && (rung.state === 'ringing' || rung.state === 'picked-up')
    return {
      ...rung,
      // somebody else has accepted
      ...(hasStopped ? ({ state: 'ended', why: 'cancelled', endedAt: until } as const) : {}),
      rangUntil: ringingEnd(rung, { legs, told }),
      talked: talk?.kind === 'talk-ended' ? talk.seconds : null,
      acceptedLate: told.some((what) => what.kind === 'claim-refused' && what.leg === rung.leg),
      endedBy: by?.kind === 'ended-by' ? by.name : null,
      endedWithCall: over >= 0 && claimed.has(rung.leg) && (stopped < 0 || stopped > over),
    }
  })
}

/** The carrier lets a phone ring no longer than it was told to, however late it was heard that it had stopped. */
function ringingEnd(
  rung: RungLeg,
  { legs, told }: { readonly legs: readonly RungLeg[]; readonly told: readonly Happening[] },
): number | null {
  const until = rangUntil(rung, legs)
  const order = told.find((what) => what.kind === 'rings' && what.leg === rung.leg)
  return until === null || order?.kind !== 'rings' ? until : Math.min(until, rung.ringingAt + order.seconds * 1000)
}
