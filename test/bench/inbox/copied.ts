import { appendFileSync, mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The columns of the tables that are filled, in the order in which rows name them. */
const COLUMNS = {
  organisation: ['id', 'name'],
  member: ['id', 'organisation_id', 'name', 'email', 'role'],
  flow: ['id', 'organisation_id', 'name', 'draft'],
  number: ['id', 'organisation_id', 'e164', 'name', 'flow_id', 'visibility'],
  number_access: ['organisation_id', 'number_id', 'member_id', 'role'],
  contact: ['organisation_id', 'name', 'e164'],
  conversation: [
    'id',
    'organisation_id',
    'number_id',
    'customer',
    'state',
    'unread',
    'missed',
    'live',
    'last_call',
    'last_at',
    'last_words',
    'last_outcome',
    'opened_event',
    'done_event',
    'news_event',
    'read_event',
  ],
  conversation_person: ['organisation_id', 'conversation_id', 'member', 'last_at'],
  call: [
    'organisation_id',
    'call',
    'number_id',
    'flow_id',
    'version',
    'caller_e164',
    'caller_name',
    'state',
    'outcome',
    'arrived_at',
    'answered_at',
    'ended_at',
    'seconds',
    'conversation_id',
    'words',
    'news_event',
  ],
  leg: [
    'organisation_id',
    'call',
    'leg',
    'member',
    'name',
    'address',
    'state',
    'ringing_at',
    'joined_at',
    'ended_at',
    'why',
  ],
  recording: ['organisation_id', 'call', 'url', 'seconds', 'from', 'made_at', 'file_key', 'kept_at'],
} as const

export type Filled = keyof typeof COLUMNS
export const filledTables = Object.keys(COLUMNS) as readonly Filled[]

/** Rows on their way into the database: text files as COPY reads them, one for each table. */
export class Copied {
  readonly #folder = mkdtempSync(join(tmpdir(), 'ringdown-copied-'))
  readonly #waiting = new Map<Filled, string>()

  constructor() {
    chmodSync(this.#folder, 0o755) // as root the server reads as another user
  }

  /** No value may hold a tab, a line's end or a backslash. */
  add(table: Filled, values: readonly (string | number | boolean | null)[]): void {
    let text = this.#waiting.get(table) ?? ''
    for (let at = 0; at < values.length; at += 1)
      text += `${values[at] ?? '\\N'}${at === values.length - 1 ? '\n' : '\t'}` // ten million times: no list of texts in between
    this.#waiting.set(table, text)
    if (text.length > 1 << 20) this.#write(table)
  }

  /** Ends the files. @returns the statements that copy them. */
  statements(): string {
    for (const table of this.#waiting.keys()) this.#write(table)
    const tables = filledTables.filter((table) => this.#waiting.has(table)) // what others point at comes first
    return tables
      .map(
        (table) =>
          `copy "${table}" (${COLUMNS[table].map((column) => `"${column}"`).join(', ')}) from '${this.#file(table)}' with (freeze)`,
      )
      .join('; ')
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #file(table: Filled): string {
    return join(this.#folder, table)
  }

  #write(table: Filled): void {
    appendFileSync(this.#file(table), this.#waiting.get(table) ?? '')
    this.#waiting.set(table, '')
  }
}
