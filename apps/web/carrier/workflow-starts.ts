import type { Logger } from 'pino'
import type { Arrival } from '#flows/call/arrival.ts'
import type { CallStore, KeptNews } from '#infra/call-store/store.ts'
import type { News } from '#workflows/messages.ts'
import type { TemporalCalls } from './temporal-calls.ts'

/** Opens the workflow of a call whose document will not do it: it never spoke, or its caller has gone before it could. */
export class WorkflowStarts {
  readonly #store: CallStore
  readonly #calls: Pick<TemporalCalls, 'tell' | 'start'>
  readonly #log: Logger

  constructor(deps: { store: CallStore; calls: Pick<TemporalCalls, 'tell' | 'start'>; log: Logger }) {
    this.#store = deps.store
    this.#calls = deps.calls
    this.#log = deps.log
  }

  /**
   * Starts the workflow with all that was heard of the call meanwhile.
   * @param latest news that is not kept.
   * @returns false when the engine is silent; true when the call has, or once had, its workflow.
   */
  async open(arrival: Arrival, latest: readonly News[] = []): Promise<boolean> {
    const key = { organisation: arrival.organisation, call: arrival.facts.call }
    const openedBy = (await this.#store.drivenByDocument(key)) ? 'document' : 'sweep'
    const kept = await this.#store.kept(key)
    const started = await this.#calls.start({ arrival, openedBy, heard: [...kept.map(({ news }) => news), ...latest] })
    if (started.kind === 'silent') return false
    if (started.kind === 'answered')
      this.#log.info({ ...key, openedBy }, 'A call without a first word has its workflow now')
    await this.#store.spoken(key)
    // one that was there already has not heard these; telling twice is harmless
    await this.tell(kept)
    for (const news of started.kind === 'answered' ? latest : []) await this.#calls.tell(key.call, news)
    return true
  }

  /** Tells a workflow what was kept for it. */
  async tell(kept: readonly KeptNews[]): Promise<void> {
    for (const item of kept) {
      const told = await this.#calls.tell(item.call, item.news)
      if (told.kind === 'silent') return
      // a closed workflow needs no news; what people must see of it is written already
      await this.#store.delivered(item)
    }
  }
}
