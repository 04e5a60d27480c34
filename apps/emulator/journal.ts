import { isoTime } from './clock.ts'

/** Headers and body of one side of an exchange; a JSON body is kept parsed. */
export interface JournalMessage {
  headers: Record<string, string>
  body: unknown
}

/** One HTTP exchange with the carrier side. `status` and `response` are null until, or unless, an answer came. */
export interface JournalEntry {
  at: string
  direction: 'in' | 'out'
  method: string
  url: string
  status: number | null
  request: JournalMessage
  response: JournalMessage | null
  /** Milliseconds to the full answer, or to giving up. */
  ms: number | null
}

const KEPT = 20_000

/** Every HTTP exchange with the carrier side, in the order in which they began. */
export class Journal {
  private entries: JournalEntry[] = []

  /** Notes the beginning of an exchange; the answer completes it. */
  begin(
    start: Pick<JournalEntry, 'direction' | 'method' | 'url' | 'request'>,
  ): (end: { status: number | null; response: JournalMessage | null }) => void {
    const began = Date.now()
    const entry: JournalEntry = { at: isoTime(began) ?? '', ...start, status: null, response: null, ms: null }
    this.entries.push(entry)
    if (this.entries.length > KEPT) this.entries.splice(0, KEPT / 10)
    return (end) => {
      Object.assign(entry, end, { ms: Date.now() - began })
    }
  }

  /** The exchanges that began at or after `since` (milliseconds). */
  since(since: number): JournalEntry[] {
    return this.entries.filter((entry) => Date.parse(entry.at) >= since)
  }

  /** Starts a new page. */
  forget(): void {
    this.entries = []
  }
}

/** A body as the journal keeps it: parsed when it is JSON, else as text. */
export function readable(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return text
  }
}
