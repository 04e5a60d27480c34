import { z } from 'zod'

/** The emulator's control plane, as far as scenarios need it. */
export class ControlPlane {
  readonly #base: string

  constructor(base: string) {
    this.#base = base
  }

  async dial(from: string, to: string): Promise<string> {
    const { id } = z.object({ id: z.string() }).parse(await this.#ask('POST', '/calls', { from, to }))
    return id
  }

  async call(id: string): Promise<SeenCall> {
    return seenCall.parse(await this.#ask('GET', `/calls/${id}`))
  }

  async phone(number: string): Promise<SeenPhone> {
    return seenPhone.parse(await this.#ask('GET', `/phones/${encodeURIComponent(number)}`))
  }

  /** A caller acts. */
  async caller(id: string, deed: 'say' | 'press' | 'hang-up', body: object = {}): Promise<void> {
    await this.#ask('POST', `/calls/${id}/${deed}`, body)
  }

  /** A person at a phone acts. False when there is nothing to act on. */
  async person(number: string, deed: 'answer' | 'decline' | 'press' | 'hang-up', body: object = {}): Promise<boolean> {
    return (await this.#ask('POST', `/phones/${encodeURIComponent(number)}/${deed}`, body)) !== CONFLICT
  }

  async behave(number: string, behaviour: object): Promise<void> {
    await this.#ask('PUT', `/phones/${encodeURIComponent(number)}/behaviour`, behaviour)
  }

  /** The words of all texts that were sent to a number, oldest first. */
  async texts(to: string): Promise<readonly string[]> {
    const { messages } = z
      .object({ messages: z.array(z.object({ body: z.string() })) })
      .parse(await this.#ask('GET', `/messages?to=${encodeURIComponent(to)}`))
    return messages.map(({ body }) => body).toReversed()
  }

  async faults(faults: object): Promise<void> {
    await this.#ask('PUT', '/faults', faults)
  }

  async reset(): Promise<void> {
    await this.#ask('DELETE', '/faults')
    await this.#ask('POST', '/reset')
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const init = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
    const answer = await fetch(`${this.#base}/emulator${path}`, {
      method,
      ...init,
      signal: AbortSignal.timeout(10_000),
    })
    const text = await answer.text()
    if (answer.status === 409) return CONFLICT
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
}

/** There is nothing to act on. */
const CONFLICT = Symbol('conflict')

const leg = z.object({
  id: z.string(),
  to: z.string(),
  state: z.enum(['queued', 'created', 'ringing', 'answered', 'ended']),
  inRoom: z.string().nullable(),
  createdAt: z.string().nullable(),
})

const seenCall = z.object({
  state: z.enum(['ringing', 'in-progress', 'ended']),
  hears: z.enum(['ringback', 'speech', 'music', 'silence', 'person', 'nothing']),
  with: z.string().nullable(),
  legs: z.array(leg),
  timeline: z.array(z.object({ ms: z.number(), who: z.string(), what: z.string(), detail: z.string() })),
  recordings: z.array(z.object({ seconds: z.number() })),
})

const seenPhone = z.object({ state: z.enum(['idle', 'ringing', 'talking', 'off']), legs: z.array(leg) })

export type SeenCall = z.output<typeof seenCall>
export type SeenPhone = z.output<typeof seenPhone>
