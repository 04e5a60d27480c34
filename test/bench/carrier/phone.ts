import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Caller } from './caller.ts'
import type { Round } from './round.ts'
import { post } from './wire.ts'

/** The body of a `dial` command, as far as a phone needs it. */
export const dialForm = z.object({
  to: z.string(),
  from: z.string(),
  status_url: z.string(),
  swml: z.object({
    sections: z.object({
      main: z.array(
        z.object({ request: z.object({ url: z.string(), body: z.record(z.string(), z.unknown()) }).optional() }),
      ),
    }),
  }),
})

/** A leg that rings a person, and what the person does. Its callbacks go out one after another. */
export class Phone {
  readonly id: string
  readonly #order: z.output<typeof dialForm>
  readonly #caller: Caller
  #state: 'queued' | 'ringing' | 'answered' | 'ended' = 'queued'

  constructor(id: string, order: z.output<typeof dialForm>, caller: Caller) {
    this.id = id
    this.#order = order
    this.#caller = caller
  }

  /** @param turn the first leg of a call is 1. */
  async rings(turn: number, people: Round['people']): Promise<void> {
    try {
      await this.#tell('created')
      await this.#tell('ringing')
      if (people === 'ring on') return this.#caller.done()
      if (turn < 3) {
        await pause(RINGS_OUT)
        return await this.ends('no_answer')
      }
      await pause(PICKED_UP)
      await this.#tell('answered')
      await this.#accept()
    } catch (error) {
      this.#caller.failed(error instanceof Error ? error.message : String(error))
    }
  }

  /** The leg is over, once. */
  async ends(reason: string): Promise<void> {
    if (this.#state === 'ended') return
    const had = this.#state
    await this.#tell('ended', { end_reason: reason })
    if (had === 'answered') this.#caller.done()
  }

  get isAnswered(): boolean {
    return this.#state === 'answered'
  }

  /** As the carrier's log has it. */
  get entry(): object {
    const status = this.#state === 'ended' ? 'no-answer' : this.#state
    return { id: this.id, from: this.#order.from, to: this.#order.to, status }
  }

  /** Presses 1, and enters the room if the call is theirs. */
  async #accept(): Promise<void> {
    const requests = this.#order.swml.sections.main.flatMap(({ request }) => request ?? [])
    const claim = requests[0]
    // the document repeats its claim several times before it tells that it joins
    const joining = requests.find(({ url }) => url !== claim?.url)
    if (!claim || !joining) throw new Error('the document of a leg asks for no claim')
    this.#caller.pressed()
    for (let attempt = 1; ; attempt += 1) {
      const { text } = await post(claim.url, { ...claim.body, try: attempt, last: attempt === CLAIMS })
      if (text.includes('"yours"')) break
      if (!text.includes('"again"') || attempt === CLAIMS) throw new Error(`a claim was answered ${text}`)
      await pause(CLAIMS_AGAIN)
    }
    await post(joining.url, joining.body)
  }

  async #tell(state: 'created' | 'ringing' | 'answered' | 'ended', more: object = {}): Promise<void> {
    this.#state = state === 'created' ? 'queued' : state
    const device = { type: 'phone', params: { from_number: this.#order.from, to_number: this.#order.to } }
    await post(this.#order.status_url, {
      event_type: 'calling.call.state',
      timestamp: Date.now() / 1000,
      params: { call_id: this.id, call_state: state, direction: 'outbound', device, ...more },
    })
  }
}

/** Milliseconds. Shorter rings would measure how Temporal stretches timers below a second. */
const RINGS_OUT = 1000
const PICKED_UP = 300

/** As the leg's document repeats its claim. */
const CLAIMS = 8
const CLAIMS_AGAIN = 2500
