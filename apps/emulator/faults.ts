import { z } from 'zod'
import { milliseconds } from './clock.ts'
import { seededRandom, type Random } from './random.ts'

const chance = z.number().min(0).max(1)
const length = z.string().refine((text) => milliseconds(text) !== undefined, 'must be a length such as "2s" or "500ms"')

/** The body of `PUT /emulator/faults`; what is absent is off. */
export const faultsOrder = z.strictObject({
  seed: z.int().default(1),
  callbacks: z
    .strictObject({ drop: chance, duplicate: chance, delay: length, reorder: z.boolean() })
    .partial()
    .optional(),
  api: z.strictObject({ rate: chance, status: z.int().min(400).max(599).default(500) }).optional(),
  acceptThenTimeOut: chance.optional(),
  slow: length.optional(),
  messages: z.strictObject({ undelivered: chance, failed: chance, acceptThenTimeOut: chance }).partial().optional(),
  ai: z.strictObject({ toolTimeout: chance, repeatTool: chance, loseReport: chance }).partial().optional(),
})

/** The faults in force, as they were ordered. */
export type FaultsOrder = z.output<typeof faultsOrder>

/** Decides, draw by draw from one seed, where the ordered trouble strikes. */
export class Faults {
  order: Partial<FaultsOrder> = {}
  private random: Random = seededRandom(1)

  /** Replaces all faults. */
  put(order: FaultsOrder): void {
    this.order = order
    this.random = seededRandom(order.seed)
  }

  /** Turns every fault off. */
  forget(): void {
    this.order = {}
    this.random = seededRandom(1)
  }

  /** What befalls the next status callback: how often it is sent, and held for how many ms. */
  callback(): { copies: number; holdMs: number; unordered: boolean } {
    const { drop = 0, duplicate = 0, delay, reorder = false } = this.order.callbacks ?? {}
    const copies = this.strikes(drop) ? 0 : this.strikes(duplicate) ? 2 : 1
    const scatter = reorder ? this.random.roll() * 1000 : 0
    return { copies, holdMs: (delay ? (milliseconds(delay) ?? 0) : 0) + scatter, unordered: reorder }
  }

  /** The status with which the next API request is refused before any effect, if it is. */
  refusal(): number | undefined {
    const { api } = this.order
    return api && this.strikes(api.rate) ? api.status : undefined
  }

  /** Whether the next command is carried out but never answered. */
  losesAnswer(): boolean {
    return this.strikes(this.order.acceptThenTimeOut ?? 0)
  }

  /** What becomes of the next text, if trouble strikes. */
  delivery(): 'undelivered' | 'failed' | undefined {
    const { undelivered = 0, failed = 0 } = this.order.messages ?? {}
    if (this.strikes(undelivered)) return 'undelivered'
    return this.strikes(failed) ? 'failed' : undefined
  }

  /** Whether the next text is sent but its sending never answered. */
  losesTextAnswer(): boolean {
    return this.strikes(this.order.messages?.acceptThenTimeOut ?? 0)
  }

  /** Whether a tool's answer is lost on its way to the assistant. */
  toolTimesOut(): boolean {
    return this.strikes(this.order.ai?.toolTimeout ?? 0)
  }

  /** Whether a tool that has answered is called once more. */
  repeatsTool(): boolean {
    return this.strikes(this.order.ai?.repeatTool ?? 0)
  }

  /** Whether the report on a conversation never comes. */
  losesReport(): boolean {
    return this.strikes(this.order.ai?.loseReport ?? 0)
  }

  /** By how many ms every API answer is late. */
  get slowMs(): number {
    return this.order.slow ? (milliseconds(this.order.slow) ?? 0) : 0
  }

  private strikes(rate: number): boolean {
    return rate > 0 && this.random.roll() < rate
  }
}
