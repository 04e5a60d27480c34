import { seenBy, type Reader } from '#flows/call/happenings/seen.ts'
import type { SaidLine } from '#flows/call/happenings/assistants.ts'
import type { CallEvent } from '#flows/call/happenings/happening.ts'

/** What assistants have made of a call, as its page shows it. */
export interface ShownTalks {
  /** What callers want of the team, in the order in which it was noted. */
  readonly inquiries: readonly {
    readonly id: string
    readonly name: string
    /** A number as it is shown, or where else to call back. */
    readonly callBack: string
    readonly reason: string
    readonly urgency: 'normal' | 'high' | 'low'
    readonly at: number
  }[]
  /** Each conversation: its summary, and who said what. */
  readonly talks: readonly { readonly step: number; readonly summary: string; readonly lines: readonly SaidLine[] }[]
  /** Conversations whose transcript may still come. */
  readonly awaited: number
  /** Conversations whose transcript the carrier has not sent in time: it comes no more. */
  readonly lost: number
}

export interface TalksReader {
  readonly reader: Reader
  /** Milliseconds since 1970. */
  readonly now: number
  /** The number that the call came from, as E.164; null where it was withheld. */
  readonly calledFrom: string | null
  /** How a number is written for the reader. */
  shown(number: string): string
}

/** What a reader sees of the assistants in a call. */
export function shownTalks(events: readonly CallEvent[], { reader, now, calledFrom, shown }: TalksReader): ShownTalks {
  const seen = events.flatMap((event) => seenBy(reader, event) ?? [])
  const inquiries = seen.flatMap(({ at, what }) => {
    if (what.kind !== 'inquiry') return []
    const { id, name, number, reason, urgency, step } = what
    const elsewhere =
      calledFrom === null ? 'They left no number to call back.' : 'Call back on the number they called from.'
    return [{ id: `${step}-${id}`, name, callBack: number === '' ? elsewhere : shown(number), reason, urgency, at }]
  })
  const conversations = seen.flatMap(({ what }) => (what.kind === 'conversation' ? [what] : []))
  const talks = conversations
    .filter(({ step, from }) => from === undefined || !conversations.some((one) => one.step === step && !one.from))
    .map(({ step, summary, lines }) => ({ step, summary, lines }))
    .toSorted((one, other) => one.step - other.step)
  const told = new Set(talks.map(({ step }) => step))
  const unreported = seen.filter(({ what }) => what.kind === 'conversed' && !told.has(what.step))
  const lost = unreported.filter(({ at }) => now - at > REPORTS_WITHIN).length
  return { inquiries, talks, awaited: unreported.length - lost, lost }
}

/** Carriers report within minutes of a conversation, or not at all. Milliseconds. */
const REPORTS_WITHIN = 60 * 60_000
