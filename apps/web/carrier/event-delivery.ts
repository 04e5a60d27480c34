import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { News } from '#workflows/messages.ts'
import type { CallKey, CallStore, KeptNews } from '#infra/call-store/store.ts'
import type { WorkflowStarts } from './workflow-starts.ts'
import type { Asked, TemporalCalls } from './temporal-calls.ts'

/**
 * Brings news to the calls' workflows. The carrier is answered at once; what Temporal does not
 * take is kept and told again, for a moment here and then by the sweep. Telling twice is harmless.
 */
export class EventDelivery {
  readonly #calls: Pick<TemporalCalls, 'tell'>
  readonly #store: CallStore
  readonly #starts: WorkflowStarts
  readonly #log: Logger
  readonly #wait: (ms: number) => Promise<unknown>
  /** News of a call goes out in the order in which it came, but for its caller's end: phones ring until it is heard. */
  readonly #lines = new Map<string, Promise<unknown>>()
  /** Ends of callers that are being told. */
  readonly #ends = new Map<string, Promise<unknown>>()
  readonly #onTheirWay = new Set<Promise<unknown>>()
  /** Ends of callers that the engine has not heard: whatever else is told of such a call comes after them. */
  readonly #untold = new Map<string, KeptNews>()

  /** @param deps.wait for so many milliseconds, from one try to the next. */
  constructor(deps: {
    calls: Pick<TemporalCalls, 'tell'>
    store: CallStore
    starts: WorkflowStarts
    log: Logger
    wait?: (ms: number) => Promise<unknown>
  }) {
    this.#wait = deps.wait ?? ((ms) => pause(ms, undefined, { ref: false }))
    this.#calls = deps.calls
    this.#store = deps.store
    this.#starts = deps.starts
    this.#log = deps.log
  }

  /** What is on its way is told or kept before whoever does that goes. @param within milliseconds for which that is waited for */
  async close(within: number): Promise<void> {
    await Promise.race([Promise.allSettled(this.#onTheirWay), this.#wait(within)])
  }

  /** Takes news on its way; resolves when it is told or kept, with what the engine said to it. */
  tell(key: CallKey, news: News): Promise<Asked<void>['kind']> {
    const item = { ...key, news, key: keyOf(news) }
    if (news.kind === 'caller-ended') return this.#tellEnd(item)
    const before = Promise.all([this.#lines.get(key.call), this.#ends.get(key.call)])
    const told = before.then(() => this.#deliver(item))
    this.#lines.set(key.call, told)
    void told.finally(() => {
      if (this.#lines.get(key.call) === told) this.#lines.delete(key.call)
    })
    return this.#track(told)
  }

  /** It waits for nothing, and whatever is told of its call meanwhile waits for it: phones that stop then were not declined. */
  #tellEnd(item: KeptNews): Promise<Asked<void>['kind']> {
    const told = this.#track(this.#deliver(item))
    this.#ends.set(item.call, told)
    void told.finally(() => {
      if (this.#ends.get(item.call) === told) this.#ends.delete(item.call)
    })
    return told
  }

  #track<T>(telling: Promise<T>): Promise<T> {
    this.#onTheirWay.add(telling)
    void telling.finally(() => this.#onTheirWay.delete(telling))
    return telling
  }

  async #deliver(item: KeptNews): Promise<Asked<void>['kind']> {
    try {
      if (item.news.kind !== 'caller-ended' && !(await this.#callerFirst(item.call))) {
        await this.#store.keep(item)
        return 'silent'
      }
      const { kind } = await this.#calls.tell(item.call, item.news)
      if (kind === 'answered' || (kind === 'closed' && (await this.#hasItsWorkflow(item)))) return 'answered'
      // its engine has closed it and needs no news; what people must see of it is written already
      if (kind === 'closed' && (await this.#store.isOver(item))) return 'closed'
      await this.#store.keep(item)
      if (item.news.kind === 'caller-ended') this.#remember(item)
      if (kind === 'closed')
        this.#again(item).catch((error: unknown) =>
          this.#log.warn({ error, call: item.call }, 'News is left to the sweep'),
        )
      return kind
    } catch (error) {
      this.#log.error({ error, call: item.call, organisation: item.organisation }, 'News could not be kept')
      return 'silent'
    }
  }

  /** Phones that stop because their caller has gone are not phones that nobody answered. @returns false while the engine does not hear of the caller's end */
  async #callerFirst(call: string): Promise<boolean> {
    const gone = this.#untold.get(call)
    if (!gone) return true
    const { kind } = await this.#calls.tell(call, gone.news)
    if (kind === 'silent') return false
    this.#untold.delete(call)
    if (kind === 'answered') await this.#store.delivered(gone)
    return true
  }

  #remember(item: KeptNews): void {
    this.#untold.set(item.call, item)
    const [oldest] = this.#untold.keys()
    if (this.#untold.size > REMEMBERED && oldest !== undefined) this.#untold.delete(oldest)
  }

  /** A document whose caller has gone says nothing any more: nobody else would open this call before the sweep does. */
  async #hasItsWorkflow({ organisation, call, news }: KeptNews): Promise<boolean> {
    if (news.kind !== 'caller-ended') return false
    const arrival = await this.#store.read({ organisation, call })
    return arrival !== null && (await this.#starts.open(arrival, [news]))
  }

  /** Its workflow has closed, or is not there yet: a first word may be under way, and the sweep comes seconds later. */
  async #again(item: KeptNews): Promise<void> {
    for (const wait of PAUSES) {
      await this.#wait(wait)
      const { kind } = await this.#calls.tell(item.call, item.news)
      if (kind === 'answered') return await this.#store.delivered(item)
      if (kind === 'silent') return
    }
  }
}

/** As many calls as end while an engine is away for a minute, and more. */
const REMEMBERED = 5000

/** 0.2, 0.6 and 1.5 s after the news came. Milliseconds from one try to the next. */
const PAUSES = [200, 400, 900]

/** The same name for the same piece of news, so that callbacks which come twice are kept once. */
export function keyOf(news: News): string {
  switch (news.kind) {
    case 'begun':
    case 'not-begun':
      return `${news.kind}:${news.step}`
    case 'met':
    case 'leg-ended':
      return `${news.kind}:${news.leg}`
    case 'caller-ended':
    case 'document-drives':
    case 'ladder-connected':
      return news.kind
  }
}
