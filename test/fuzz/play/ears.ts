import { carrierCall, type CarrierCall } from '../ledger/carrier-call.ts'
import type { Heard } from '../ledger/ledger.ts'
import { RECORDING_BEGINS } from '../ledger/recording-begins.ts'
import type { World } from '../stage/world.ts'

/** Follows what happens at the carrier, as it happens, and writes down what each caller hears. */
export class Ears {
  /** By call. */
  readonly heard = new Map<string, Heard[]>()
  readonly #over = new AbortController()
  readonly #onChange: (call: CarrierCall) => void
  #following: Promise<void> = Promise.resolve()

  private constructor(onChange: (call: CarrierCall) => void) {
    this.#onChange = onChange
  }

  /** @param onChange told of every change of a call, with the call as it is then. */
  static async open(world: World, onChange: (call: CarrierCall) => void): Promise<Ears> {
    const ears = new Ears(onChange)
    const stream = await world.events(ears.#over.signal)
    if (!stream.body) throw new Error('the emulator tells nothing of what happens')
    ears.#following = ears.#follow(stream.body.pipeThrough(new TextDecoderStream())).catch((error: unknown) => {
      if (!ears.#over.signal.aborted) throw error
    })
    return ears
  }

  async close(): Promise<void> {
    this.#over.abort()
    await this.#following
  }

  async #follow(text: ReadableStream<string>): Promise<void> {
    let rest = ''
    for await (const piece of text) {
      const messages = (rest + piece).split('\n\n')
      rest = messages.pop() ?? ''
      for (const message of messages)
        if (message.startsWith('event: call\n')) this.#hear(message.slice(message.indexOf('data: ') + 6))
    }
  }

  #hear(data: string): void {
    const call = carrierCall.nullable().parse(JSON.parse(data))
    if (!call) return
    const known = this.heard.get(call.id) ?? []
    this.heard.set(call.id, known)
    const last = known.at(-1)
    if (last?.hears !== call.hears || last.with !== call.with)
      known.push({ at: Date.now(), hears: call.hears, with: call.with })
    this.#onChange(call)
  }
}

/** Whether a message is being recorded just now. */
export function isRecording({ state, timeline }: Pick<CarrierCall, 'state' | 'timeline'>): boolean {
  return state !== 'ended' && timeline.findLast(({ what }) => what === 'records')?.detail === RECORDING_BEGINS
}
