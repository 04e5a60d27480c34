import type { Account } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Journal } from '../journal.ts'
import type { Settings } from '../settings.ts'
import { exchange } from './exchange.ts'
import { signatureHeaders } from './signature.ts'
import { webhookTimeouts } from './timeouts.ts'

/** A status callback on its way. */
export interface Callback {
  url: string
  body: object
  /** Callbacks with one key (a leg's id) go out one after another. */
  key: string
  /** What the number that the leg rings does to its callbacks. */
  quirk?: 'twice' | 'out of order'
  /** Callbacks that a reset causes are kept out of the journal. */
  untraced?: boolean
}

const ATTEMPTS = 3
const BETWEEN_ATTEMPTS_MS = [500, 1000]
/** How long a callback of the number that mixes them up waits for the next one to overtake it. */
const OVERTAKING_MS = 1500

/** Sends status callbacks: in order for each leg, three attempts, then silence. */
export class Callbacks {
  private readonly tails = new Map<string, Promise<void>>()
  private readonly held = new Map<string, () => void>()
  private readonly parts: { account: Account; clock: Clock; faults: Faults; journal: Journal; settings: Settings }

  constructor(parts: { account: Account; clock: Clock; faults: Faults; journal: Journal; settings: Settings }) {
    this.parts = parts
  }

  /** Takes a callback to be sent; never throws, never waits. */
  send(callback: Callback): void {
    if (callback.quirk === 'out of order') return this.letOvertake(callback)
    this.dispatch(callback)
  }

  private dispatch(callback: Callback): void {
    const fate = this.parts.faults.callback()
    const copies = callback.quirk === 'twice' ? fate.copies * 2 : fate.copies
    for (let copy = 0; copy < copies; copy += 1) {
      if (fate.unordered) void this.hold(fate.holdMs).then(() => this.deliver(callback))
      else this.queue(callback, fate.holdMs)
    }
  }

  private queue(callback: Callback, holdMs: number): void {
    const due = this.hold(holdMs)
    const tail = this.tails.get(callback.key) ?? Promise.resolve()
    const next = tail.then(() => due).then(() => this.deliver(callback))
    this.tails.set(callback.key, next)
    void next.then(() => this.tails.get(callback.key) === next && this.tails.delete(callback.key))
  }

  /** Each callback is held until the next one of its leg has gone, or some time has passed. */
  private letOvertake(callback: Callback): void {
    const { clock } = this.parts
    const earlier = this.held.get(callback.key)
    if (earlier) {
      this.dispatch(callback)
      return earlier()
    }
    const release = () => {
      cancel()
      if (this.held.get(callback.key) !== release) return
      this.held.delete(callback.key)
      this.dispatch(callback)
    }
    const cancel = clock.after(OVERTAKING_MS, release)
    this.held.set(callback.key, release)
  }

  private async deliver(callback: Callback): Promise<void> {
    const { account, clock, journal, settings } = this.parts
    const body = JSON.stringify(callback.body)
    const { connectMs, readMs, totalMs } = webhookTimeouts(callback.url)
    const began = Date.now()
    const signature = settings.signCallbacks
      ? signatureHeaders({ signingKey: account.signingKey, url: callback.url, body })
      : {}
    const headers = { 'Content-Type': 'application/json', ...signature }
    for (let attempt = 0; attempt < ATTEMPTS && Date.now() - began < totalMs; attempt += 1) {
      const result = await exchange(
        { method: 'POST', url: callback.url, headers, body, connectMs, totalMs: Math.min(readMs, totalMs) },
        callback.untraced ? null : journal,
      )
      if (result.kind === 'answer' && result.status < 400) return
      const wait = BETWEEN_ATTEMPTS_MS[attempt]
      if (wait !== undefined) await new Promise<void>((resolve) => void clock.after(wait, resolve))
    }
  }

  private hold(ms: number): Promise<void> {
    return ms === 0 ? Promise.resolve() : new Promise((resolve) => void this.parts.clock.after(ms, resolve))
  }
}
