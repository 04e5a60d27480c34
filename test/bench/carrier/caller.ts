import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { CallRecord, Line } from './round.ts'
import { documentFetch, post } from './wire.ts'

/** A caller's leg: plays documents as far as a call of this bench needs it, and talks for a second and a half. */
export class Caller {
  readonly id: string
  readonly record: { -readonly [Key in keyof CallRecord]: CallRecord[Key] }
  readonly #line: Line
  readonly #due: number
  #pressedAt: number | null = null
  #dials = 0
  #settle: () => void = () => {}
  readonly settled = new Promise<void>((resolve) => (this.#settle = resolve))

  /** @param due the moment of `performance.now()` at which the call comes in. */
  constructor(id: string, line: Line, due: number) {
    this.id = id
    this.#line = line
    this.#due = due
    this.record = { call: id, documentAt: null, firstDialAt: null, claimToRoom: null, isDone: false, trouble: null }
  }

  async dialsIn(): Promise<void> {
    await this.#guarded(async () => {
      const document = await this.#fetch(this.#line.documentUrl)
      this.record.documentAt = this.#since()
      await this.#play(document)
    })
  }

  /** The product dials a phone for this call. @returns how many it has dialled so far. */
  dialled(): number {
    this.#dials += 1
    if (this.#dials === 1) this.record.firstDialAt = this.#since()
    return this.#dials
  }

  /** All that this round wants of the call has happened. */
  done(): void {
    this.record.isDone = true
    this.#settle()
  }

  pressed(): void {
    this.#pressedAt = performance.now()
  }

  /** A pushed document. */
  async moved(document: unknown): Promise<void> {
    await this.#guarded(() => this.#play(documentForm.parse(document)))
  }

  failed(trouble: string): void {
    this.record.trouble ??= trouble
    this.#settle()
  }

  async #fetch(url: string): Promise<Document> {
    const reply = await post(url, documentFetch({ id: this.id, from: '+12025550150', to: '+12025550100' }))
    if (reply.status !== 200) throw new Error(`the fetch of ${new URL(url).pathname} was answered ${reply.status}`)
    return documentForm.parse(JSON.parse(reply.text))
  }

  /** Up to where it rings, joins the room, or goes on in another document. A question may be put off, for 10 s in all. */
  async #play(document: Document): Promise<void> {
    let waited = 0
    const joins = document.sections.main.some((verb) => verb.join_conference)
    let hasBegun = false
    for (const verb of document.sections.main) {
      if (verb.play?.url.startsWith('ring:') && waited === 0 && !joins) return
      if (verb.join_conference) return await this.#talk()
      // what brings the caller to somebody says that it begins until it is heard
      if (!verb.request || hasBegun) continue
      const reply = await post(verb.request.url, {
        ...verb.request.body,
        ...(verb.request.save_variables === true && { waited }),
      })
      hasBegun = joins && reply.status === 200
      if (verb.request.save_variables !== true) continue
      const answer = answerForm.parse(JSON.parse(reply.text))
      if (answer.reply === 'next' && answer.url !== undefined) return await this.#play(await this.#fetch(answer.url))
      if (answer.reply !== 'wait' || answer.waited === undefined) throw new Error('a document had to go on alone')
      waited = answer.waited
      await pause(ASKS_AGAIN)
    }
  }

  async #talk(): Promise<void> {
    if (this.#pressedAt !== null) this.record.claimToRoom = performance.now() - this.#pressedAt
    await pause(TALKS_FOR)
    await post(this.#line.statusUrl, {
      event_type: 'calling.call.state',
      timestamp: Date.now() / 1000,
      params: { call_id: this.id, call_state: 'ended', direction: 'inbound', end_reason: 'hangup' },
    })
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.failed(error instanceof Error ? error.message : String(error))
    }
  }

  #since(): number {
    return performance.now() - this.#due
  }
}

/** Milliseconds. */
const TALKS_FOR = 1500
const ASKS_AGAIN = 2000

/** Of a document only what a call of this bench meets. */
const documentForm = z.object({
  sections: z.object({
    main: z.array(
      z.object({
        play: z.object({ url: z.string() }).optional(),
        join_conference: z.object({}).optional(),
        request: z
          .object({ url: z.string(), body: z.record(z.string(), z.unknown()), save_variables: z.boolean().optional() })
          .optional(),
      }),
    ),
  }),
})
type Document = z.output<typeof documentForm>

const answerForm = z.object({ reply: z.string(), url: z.string().optional(), waited: z.number().optional() })
