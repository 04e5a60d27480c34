import { z } from 'zod'
import type { FaultOrder } from '../plan/troubles.ts'
import type { Habit } from '../plan/phones.ts'
import { carrierCall, type CarrierCall } from '../ledger/carrier-call.ts'

/** The outside world, through the emulator's control plane. */
export class World {
  readonly #base: string

  constructor(carrier: string) {
    this.#base = `${carrier}/emulator`
  }

  /** @returns the call's id. */
  async dial(from: string, to: string): Promise<string> {
    return z.object({ id: z.string() }).parse(await this.#ask('POST', '/calls', { from, to })).id
  }

  /** The caller hangs up, if the call is not over. */
  async hangUp(call: string): Promise<void> {
    await this.#ask('POST', `/calls/${call}/hang-up`)
  }

  /** The caller speaks, if the call is not over. */
  async say(call: string, text: string): Promise<void> {
    await this.#ask('POST', `/calls/${call}/say`, { text })
  }

  async habit(phone: string, habit: Habit): Promise<void> {
    await this.#ask('PUT', `/phones/${encodeURIComponent(phone)}/behaviour`, habit)
  }

  /** Replaces all faults. */
  async faults(order: FaultOrder & { readonly seed: number }): Promise<void> {
    await this.#ask('PUT', '/faults', order)
  }

  /** Ends all calls, forgets faults and habits, and starts a new journal. */
  async reset(): Promise<void> {
    await this.#ask('POST', '/reset')
  }

  /** How many legs the carrier starts in a second, and how it behaves where its documentation can be read in two ways. */
  async settings(settings: { readonly callsPerSecond: number } & Partial<typeof otherReadings>): Promise<void> {
    await this.#ask('PUT', '/settings', settings)
  }

  async calls(): Promise<readonly CarrierCall[]> {
    return z.object({ calls: z.array(carrierCall) }).parse(await this.#ask('GET', '/calls')).calls
  }

  /** Exchanges that began at or after `since`, milliseconds since 1970, as the emulator notes them. */
  async journal(since: number): Promise<readonly unknown[]> {
    return z.object({ entries: z.array(z.unknown()) }).parse(await this.#ask('GET', `/journal?since=${since}`)).entries
  }

  /** Server-sent events of everything that happens; see the emulator's README. */
  events(signal: AbortSignal): Promise<Response> {
    return fetch(`${this.#base}/events`, { signal })
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const init = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
    const answer = await fetch(`${this.#base}${path}`, { method, ...init, signal: AbortSignal.timeout(30_000) })
    const text = await answer.text()
    // what somebody could not do because the call is over is no trouble
    if (!answer.ok && answer.status !== 409) throw new Error(`${method} ${path} answers ${answer.status}: ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
}

/** What the emulator does not do by default, because a live space was seen to behave otherwise; the product must work under either. */
export const otherReadings = {
  conferenceWithoutResult: 'goes-on',
  voiceLogStatus: 'outcome',
  voiceLogDetails: 'filled',
  voiceLogPageSize: 1000,
  voiceLogStatusFilter: true,
} as const
