import type { Logger } from 'pino'
import type { News } from '#workflows/messages.ts'
import type { CallKey, CallStore, KeptNews } from '#infra/call-store/store.ts'
import type { TemporalCalls } from './temporal-calls.ts'

/**
 * Brings news to the calls' workflows. The carrier is answered at once; what Temporal does not
 * take is kept and told again by the sweep. Telling twice is harmless.
 */
export class PostOffice {
  readonly #calls: TemporalCalls
  readonly #store: CallStore
  readonly #log: Logger
  /** The news of one call goes out in the order in which it came. */
  readonly #lines = new Map<string, Promise<void>>()

  constructor(calls: TemporalCalls, store: CallStore, log: Logger) {
    this.#calls = calls
    this.#store = store
    this.#log = log
  }

  /** Takes news on its way; resolves when it is told or kept. */
  tell(key: CallKey, news: News): Promise<void> {
    const before = this.#lines.get(key.call) ?? Promise.resolve()
    const told = before.then(() => this.#deliver({ ...key, news, key: keyOf(news) }))
    this.#lines.set(key.call, told)
    void told.finally(() => {
      if (this.#lines.get(key.call) === told) this.#lines.delete(key.call)
    })
    return told
  }

  async #deliver(item: KeptNews): Promise<void> {
    try {
      const asked = await this.#calls.tell(item.call, item.news)
      if (asked.kind === 'answered') return
      // closed or not there yet: the sweep finds out which
      await this.#store.keep(item)
    } catch (error) {
      this.#log.error({ error, call: item.call, organisation: item.organisation }, 'News could not be kept')
    }
  }
}

/** The same name for the same piece of news, so that callbacks which come twice are kept once. */
export function keyOf(news: News): string {
  switch (news.kind) {
    case 'begun':
      return `begun:${news.step}`
    case 'leg-answered':
    case 'leg-ended':
      return `${news.kind}:${news.leg}`
    case 'recording':
      return `recording:${news.url}`
    case 'caller-ended':
    case 'document-drives':
    case 'ladder-connected':
      return news.kind
  }
}
