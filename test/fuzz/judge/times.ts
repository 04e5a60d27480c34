import type { CarrierLeg } from '../ledger/carrier-call.ts'
import type { CallLedger } from '../ledger/ledger.ts'
import { RECORDING_BEGINS } from '../ledger/recording-begins.ts'

/** From when to when, in milliseconds since 1970. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A length as people read it: "2.8 s". */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/** A moment as its place in the call: "at 12.3 s". */
export function moment({ carrier }: CallLedger, at: number): string {
  return `at ${seconds(at - carrier.startedAt)}`
}

/** What is left of a span without the others. */
export function without(span: Span, others: readonly Span[]): readonly Span[] {
  return others.reduce<readonly Span[]>(
    (left, other) =>
      left.flatMap((one) => {
        if (other.to <= one.from || other.from >= one.to) return [one]
        return [
          { from: one.from, to: other.from },
          { from: other.to, to: one.to },
        ].filter(({ from, to }) => to > from)
      }),
    [span],
  )
}

/** How long a caller talked, with whom, from when to when. */
export interface Talk extends Span {
  /** E.164. */
  readonly with: string
}

/** A room's own book says who met; only for a ladder's connect, which has no room, are there just the ears. */
export function talksOf(ledger: CallLedger): readonly Talk[] {
  const met = meetingsOf(ledger)
  const heard = heardTalksOf(ledger).filter(
    (talk) =>
      !met.some((other) => other.with === talk.with && other.from < talk.to + EARS && talk.from < other.to + EARS),
  )
  return [...met, ...heard].toSorted((one, other) => one.from - other.from)
}

/** How late the ears may hear of a change. Milliseconds. */
const EARS = 1000

function meetingsOf(ledger: CallLedger): readonly Talk[] {
  const stays = staysOf(ledger)
  const callers = stays.filter(({ who }) => who === 'caller')
  return stays.flatMap((stay) => {
    if (stay.who === 'caller') return []
    return callers.flatMap((own) => {
      const [from, to] = [Math.max(own.from, stay.from), Math.min(own.to, stay.to)]
      return own.room === stay.room && from < to ? [{ with: stay.who, from, to }] : []
    })
  })
}

function heardTalksOf({ heard, carrier }: CallLedger): readonly Talk[] {
  const talks: Talk[] = []
  for (const [index, { at, with: whom }] of heard.entries()) {
    if (whom === null) continue
    const to = heard[index + 1]?.at ?? carrier.endedAt ?? at
    const last = talks.at(-1)
    if (last?.with === whom && last.to === at) talks[talks.length - 1] = { ...last, to }
    else talks.push({ with: whom, from: at, to })
  }
  return talks
}

/** Who was in a room of the call, from when to when; `who` is `caller` or a number. */
export interface Stay extends Span {
  readonly who: string
  readonly room: string
}

export function staysOf({ carrier }: CallLedger): readonly Stay[] {
  const open: { who: string; room: string; from: number }[] = []
  const stays: Stay[] = []
  for (const { ms, who, what, detail } of carrier.timeline) {
    const at = carrier.startedAt + ms
    if (what === 'joins') open.push({ who, room: detail, from: at })
    const left = what === 'leaves' ? open.findIndex((one) => one.who === who && detail.startsWith(one.room)) : -1
    if (left >= 0) for (const one of open.splice(left, 1)) stays.push({ ...one, to: at })
  }
  const end = Math.max(carrier.endedAt ?? 0, ...carrier.legs.map(({ endedAt }) => endedAt ?? 0))
  return [...stays, ...open.map((one) => ({ ...one, to: Math.max(end, one.from) }))]
}

/** The leg by which somebody was connected at a moment; none for a phone that only rang then. */
export function legAt(
  { carrier }: CallLedger,
  { who, at }: { readonly who: string; readonly at: number },
): CarrierLeg | undefined {
  return carrier.legs.find(
    ({ to, answeredAt, endedAt }) =>
      to === who && answeredAt !== null && answeredAt <= at && (endedAt ?? Infinity) >= at,
  )
}

/** Whether the caller ended the call. */
export function callerLeft({ carrier }: CallLedger): boolean {
  return carrier.timeline.some(({ who, what }) => who === 'caller' && what === 'hangs-up')
}

/** While a message is recorded it is the caller who speaks. */
export function recordingsOf({ carrier }: CallLedger): readonly Span[] {
  const notes = carrier.timeline.filter(({ what }) => what === 'records')
  return notes.flatMap(({ ms, detail }, index) => {
    if (detail !== RECORDING_BEGINS) return []
    return [{ from: carrier.startedAt + ms, to: carrier.startedAt + (notes[index + 1]?.ms ?? Infinity) }]
  })
}

/** From when on the document of the caller's leg decides; null when it never did. */
export function documentDrivesSince({ events }: Pick<CallLedger, 'events'>): number | null {
  return events.find(({ what }) => what.kind === 'document-drives')?.at ?? null
}

/** The teammate's name behind a number, for sentences. */
export function nameAt({ line }: CallLedger, number: string): string {
  return line.team.find(({ phone }) => phone === number)?.name ?? number
}
