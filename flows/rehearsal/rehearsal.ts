import type { Arrival } from '../call/arrival.ts'
import { eventKey, type Happening, type Outcome } from '../call/happenings/happening.ts'
import type {
  Answer,
  CloseOrder,
  DialOrder,
  Dialled,
  Ended,
  EndOrder,
  Exchange,
  FetchOrder,
  KeyedEvent,
  LegRef,
  LookedUp,
  LookUpOrder,
  MoveOrder,
  Moved,
  Outside,
  TextOrder,
  Timer,
} from '../call/exchange.ts'
import type { CallWatch } from '../call/event-journal.ts'
import { nodeOfVisit } from '../call/outside.ts'
import { OpenCall } from '../call/open-call.ts'
import type { FetchOutcome, TextOutcome } from '../live-call.ts'
import { entersRoom } from '../verbs/join/join.ts'
import { VirtualClock } from './clock.ts'
import { idle } from './idle.ts'
import { World, type WorldOptions } from './world.ts'

/** A call in virtual time: the real call on a virtual carrier, in milliseconds and without a network. */
export class Rehearsal {
  readonly clock: VirtualClock
  readonly world: World
  readonly call: OpenCall
  readonly events: KeyedEvent[] = []
  outcome: Outcome | null = null
  #trouble: Error | null = null

  /** @param clock shared by calls that happen at the same time; its own unless given. */
  constructor(
    arrival: Arrival,
    options: WorldOptions = {},
    clock = new VirtualClock(arrival.facts.arrivedAt),
    watch: CallWatch = {},
  ) {
    this.clock = clock
    this.world = new World(this.clock, options)
    this.call = new OpenCall(arrival, new VirtualExchange(this.world, this.events), watch)
    const { call } = this
    this.world.connect({
      word: (word) => call.word(word),
      claim: async (word) => call.claim(word),
      news: (news) => call.news(news),
    })
  }

  /** The caller dials: the first document plays, and the call begins with its first word. */
  async begin(): Promise<void> {
    this.world.timeline.tell('the caller dials')
    this.world.caller.begin({
      n: 1,
      list: this.call.arrival.first,
      node: this.call.arrival.plan.start,
      ladder: [],
      by: 'pull',
    })
    this.call.run('word').then(
      (outcome) => {
        this.outcome = outcome
      },
      (error: unknown) => {
        this.#trouble = error instanceof Error ? error : new Error(String(error))
      },
    )
    await this.settle()
  }

  /** Lets this much time pass, with everything that is due in it. */
  async passes(ms: number): Promise<void> {
    const end = this.clock.now() + ms
    await this.settle()
    for (let next = this.clock.next(); next !== null && next <= end; next = this.clock.next()) {
      this.clock.step(next)
      await this.settle()
    }
    this.clock.step(end)
    await this.settle()
  }

  /** Runs until the call is closed, or for this long at most; milliseconds. */
  async finishes(within = 3_600_000): Promise<void> {
    const end = this.clock.now() + within
    for (
      let next = this.clock.next();
      this.outcome === null && next !== null && next <= end;
      next = this.clock.next()
    ) {
      this.clock.step(next)
      await this.settle()
    }
  }

  /** Lets everything that waits only for itself go on. @throws what the call threw. */
  async settle(): Promise<void> {
    await idle()
    if (this.#trouble !== null) throw this.#trouble
  }
}

/** How long after a call its recording is looked for. Milliseconds. */
export const LOOKS_AFTER = 5000

/** The recordings that nobody heard of while the call lasted, as they are found in the carrier's log. */
export function recordingsFound(world: World, known: readonly KeyedEvent[]): readonly KeyedEvent[] {
  const urls = new Set(known.flatMap(({ event: { what } }) => (what.kind === 'recording' ? [what.url] : [])))
  return world.recordings
    .filter(({ url }) => !urls.has(url))
    .map(({ url, seconds }) => ({
      key: `recording:${url}`,
      event: { at: world.clock.now(), node: null, what: { kind: 'recording', url, seconds, from: 'log' } },
    }))
}

/** Orders to a virtual carrier; the real workflows give theirs to it, too. */
export class VirtualExchange implements Exchange {
  readonly #world: World
  readonly #events: KeyedEvent[]

  constructor(world: World, events: KeyedEvent[]) {
    this.#world = world
    this.#events = events
  }

  now(): number {
    return this.#world.clock.now()
  }

  after(ms: number): Timer {
    let cancel = (): void => {}
    const up = new Promise<void>((resolve) => {
      cancel = this.#world.clock.after(ms, resolve)
    })
    return { up, cancel }
  }

  async dial(order: DialOrder): Promise<Answer<{ legs: readonly Dialled[] }>> {
    const written = this.#write(order.events)
    return { legs: await this.#world.dial(order.legs), ...written }
  }

  async move(order: MoveOrder): Promise<Answer<Moved>> {
    return {
      ...(order.leg ? { caller: this.#world.movePerson(order.leg.leg, order.step) } : await this.#moveCaller(order)),
      ...this.#world.end(order.end, order.takenBy === null ? null : { kind: 'taken', by: order.takenBy }),
      ...this.#write(order.events),
    }
  }

  async #moveCaller({ step, unlessBegun }: MoveOrder): Promise<Pick<Moved, 'caller' | 'begun'>> {
    const joins = entersRoom(step.list)
    if (unlessBegun && this.#world.begun.has(step.n)) return { caller: 'moved', ...(joins && { begun: true }) }
    if (unlessBegun && joins && !this.#world.room.hasPerson) return { caller: 'unsure' }
    const { caller, begun } = await this.#world.move(step)
    return { caller, ...(joins && caller === 'moved' && { begun }) }
  }

  async end(order: EndOrder): Promise<Answer<Ended>> {
    this.#world.sayGoodbye(order.farewell)
    if (order.caller) this.#world.caller.end()
    return {
      ...(order.caller && { caller: true }),
      ...(order.onlyRinging
        ? this.#cancel(order.legs)
        : this.#world.end(order.legs, order.goodbye ? { kind: 'gone' } : null)),
      ...this.#write(order.events),
    }
  }

  /** What rings stops in the moment in which the carrier is asked, and whoever has picked up goes on. */
  #cancel(legs: readonly LegRef[]): ReturnType<World['end']> {
    const there = this.#world.legs.filter(({ id }) => legs.some(({ leg }) => leg === id))
    for (const leg of there) if (leg.state === 'ringing') leg.phone.end(leg)
    return this.#world.end(legs.filter(({ leg }) => !there.some(({ id, state }) => id === leg && state !== 'ended')))
  }

  async lookUp(order: LookUpOrder): Promise<Answer<LookedUp>> {
    const metAt = order.met === null ? null : (this.#world.room.met.get(order.met) ?? null)
    return {
      callerEnded: order.caller && this.#world.caller.ended,
      metAt,
      legs: await this.#world.lookUp(order.legs),
      ...this.#write(order.events),
    }
  }

  async fetch(order: FetchOrder): Promise<Answer<Outside<FetchOutcome>>> {
    const written = this.#write(order.events)
    return { ...this.#kept(order.id, await this.#world.outside.fetch(this.#world.clock, order)), ...written }
  }

  async text(order: TextOrder): Promise<Answer<Outside<TextOutcome>>> {
    const written = this.#write(order.events)
    return { ...this.#kept(order.id, await this.#world.outside.text(order)), ...written }
  }

  /** What happened outside is kept at once, whatever becomes of the call. */
  #kept<Came>(
    id: string,
    { came, happened }: { readonly came: Came; readonly happened: readonly Happening[] },
  ): Outside<Came> {
    const [at, node] = [this.now(), nodeOfVisit(id)]
    this.#events.push(...happened.map((what) => ({ key: eventKey(what), event: { at, node, what } })))
    return { came, untold: [] }
  }

  async close(order: CloseOrder): Promise<void> {
    if (order.endCaller) this.#world.caller.end()
    this.#write(order.events)
    if (order.expectsRecording)
      this.#world.clock.after(LOOKS_AFTER, () => this.#events.push(...recordingsFound(this.#world, this.#events)))
  }

  #write(events: readonly KeyedEvent[]): { written: true } {
    this.#events.push(...events)
    return { written: true }
  }
}
