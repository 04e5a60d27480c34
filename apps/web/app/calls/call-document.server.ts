import { createHash } from 'node:crypto'
import { eventKey } from '#flows/call/happenings/happening.ts'
import { seenBy } from '#flows/call/happenings/seen.ts'
import { outcomeSentence } from '#flows/story/outcome-sentence.ts'
import { line, story } from '#flows/story/story.ts'
import type { KeptEvent } from '#infra/db/call/events-of.ts'
import type { CallRecord } from '#infra/db/call/read-call.ts'

export interface KeptOfCall {
  readonly record: CallRecord
  readonly events: readonly KeptEvent[]
  /** The engine's history, as JSON in the way in which it was exported; null while there is none. */
  readonly engine: string | null
  readonly at: Date
}

/**
 * Everything that is kept about a call as one JSON document, with the hash of each of its parts and how to check them.
 * Where files lie, here or at the carrier, is not part of it.
 */
export function callDocument({ record, events, engine, at }: KeptOfCall): string {
  const { history: _history, recordings, ...call } = record
  const parts = {
    call: {
      ...call,
      recordings: recordings.map(({ url: _url, fileKey, ...recording }) => ({ ...recording, kept: fileKey !== null })),
    },
    outcome: outcomeSentence(events),
    story: story(events).map(line),
    events: events.flatMap(asExported),
    engine: engine === null ? null : historyIn(engine),
  }
  const sha256 = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, hashOf(part)]))
  return JSON.stringify(
    { format: 2, exportedAt: at.toISOString(), ...parts, sha256, howToCheck: HOW_TO_CHECK },
    null,
    2,
  )
}

/** An event as auditors see it. Its key may tell what they must not see: such an event is named by its kind. */
function asExported(event: KeptEvent): readonly KeptEvent[] {
  const seen = seenBy('auditors', event)
  if (seen === null) return []
  return [eventKey(seen.what) === eventKey(event.what) ? seen : { ...seen, key: seen.what.kind }]
}

/** Exports of earlier releases hold the history's JSON as one JSON string. */
function historyIn(exported: string): unknown {
  const read: unknown = JSON.parse(exported)
  return typeof read === 'string' ? JSON.parse(read) : read
}

const HOW_TO_CHECK = [
  'Each entry of "sha256" is the SHA-256, in hex, of the part of this document that has its name: of its JSON in UTF-8, without spaces or line breaks between values, with the fields in the order in which they stand here.',
  `With jq: jq -c .events FILE | tr -d '\\n' | sha256sum`,
  'In JavaScript: createHash("sha256").update(JSON.stringify(JSON.parse(text).events)).digest("hex")',
  '"engine" is the history of the call’s workflow as Temporal recorded it, with its payloads encrypted. Times in "call" and "events" are in milliseconds since 1970 (UTC).',
]

function hashOf(part: unknown): string {
  return createHash('sha256').update(JSON.stringify(part)).digest('hex')
}
