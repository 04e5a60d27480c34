import { seenBy, type Reader } from '#flows/call/happenings/seen.ts'
import type { SaidLine } from '#flows/call/happenings/assistants.ts'
import type { CallEvent } from '#flows/call/happenings/happening.ts'

/** What assistants have made of a call, as its page shows it. */
export interface ShownTalks {
  /** What callers want of the team, in the order in which it was noted. */
  readonly inquiries: readonly {
    readonly id: string
    readonly name: string
    readonly number: string
    readonly reason: string
    readonly urgency: 'normal' | 'high' | 'low'
    readonly at: number
  }[]
  /** Each conversation: its summary, and who said what. */
  readonly talks: readonly { readonly step: number; readonly summary: string; readonly lines: readonly SaidLine[] }[]
  /** Conversations that the carrier has not reported on. */
  readonly unreported: number
}

/** What a reader sees of the assistants in a call. */
export function shownTalks(events: readonly CallEvent[], reader: Reader): ShownTalks {
  const seen = events.flatMap((event) => seenBy(reader, event) ?? [])
  const inquiries = seen.flatMap(({ at, what }) => {
    if (what.kind !== 'inquiry') return []
    const { id, name, number, reason, urgency, step } = what
    return [{ id: `${step}-${id}`, name, number, reason, urgency, at }]
  })
  const conversations = seen.flatMap(({ what }) => (what.kind === 'conversation' ? [what] : []))
  const talks = conversations
    .filter(({ step, from }) => from === undefined || !conversations.some((one) => one.step === step && !one.from))
    .map(({ step, summary, lines }) => ({ step, summary, lines }))
    .toSorted((one, other) => one.step - other.step)
  const told = new Set(talks.map(({ step }) => step))
  const unreported = seen.filter(({ what }) => what.kind === 'conversed' && !told.has(what.step)).length
  return { inquiries, talks, unreported }
}
