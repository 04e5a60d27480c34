import { showsInLists, streamed, showsOnPages } from '#flows/call/happenings/seen.ts'
import type { Changed } from '#infra/db/inbox/changed-conversations.ts'
import type { CommittedEvent, CommittedItem } from '#infra/db/inbox/live-events.ts'
import { hasAll, type Access, type EventReader, type Follower } from './stream-follower.ts'
import type { Streamed } from './stream.server.ts'
import type { Thing } from './things.ts'

/** How many of the last events are remembered in the order in which they were told. */
const REMEMBERED = 4_000
const MOST_AT_ONCE = 5_000
/** Calls and new items of which rows are told at once; of more, whoever shows some of them reads what they need. */
const MOST_ROWS = 200
/** Milliseconds within which all that some may not hear is told to them in one word. */
const IN_ONE_WORD = 1_000
/** Milliseconds within which all that deeds have changed is told in one word. */
const DEEDS_IN_ONE_WORD = 250

interface Following {
  readonly follower: Follower
  access: Access
  /** Told from the database, before the channel got to them. */
  readonly ahead: Set<number>
}

/**
 * The events of one organisation, told to its followers one after the other as soon as they can be seen. Every reading begins
 * at the horizon of the one before, so that nothing is missed of a transaction that is through late; what is found again is
 * known by its id.
 */
export class Channel {
  readonly #organisation: string
  readonly #read: EventReader
  readonly #followers = new Map<Follower, Following | null>()
  readonly #recent = new Map<number, CommittedEvent>()
  /** Items that may be found again, by their ids, and the transactions that have kept them. */
  readonly #recentItems = new Map<number, number>()
  readonly #made = new WeakMap<CommittedEvent, Map<Follower['dress'], Streamed | null>>()
  /** Before it everything was told; null until the channel has looked back. */
  #horizon: number | null = null
  /** Everything from this horizon on is remembered. */
  #complete = 0
  /** Numbers of which those who read all calls have not yet been told that something happened. */
  readonly #stirred = new Set<string>()
  /** What deeds have changed and nobody has been told of yet. */
  readonly #changed = new Set<Thing>()
  /** A reading waits for its turn, and will find whatever was kept before it. */
  #isReadingDue = false
  #work: Promise<void>

  /** @param listening kept as soon as the database's messages are heard: nobody is ready before. */
  constructor(
    organisation: string,
    { read, listening }: { readonly read: EventReader; readonly listening: Promise<void> },
  ) {
    this.#organisation = organisation
    this.#read = read
    this.#work = listening
  }

  add(follower: Follower): void {
    this.#followers.set(follower, null)
    this.#next(() =>
      this.#begin(follower).catch(() => {
        // the database is away: their next attempt begins anew, and those who follow already have lost nothing
        this.#followers.delete(follower)
        follower.tell({ kind: 'lost' })
      }),
    )
  }

  /** @returns how many remain. */
  remove(follower: Follower): number {
    this.#followers.delete(follower)
    return this.#followers.size
  }

  /** Something was kept. */
  heard(): void {
    if (this.#isReadingDue) return
    this.#isReadingDue = true
    this.#next(async () => {
      this.#isReadingDue = false // first: what is kept from here on may need another reading
      if (this.#horizon !== null) await this.#readOn(this.#horizon)
    })
  }

  /** Something may have been missed. */
  catchUp(): void {
    this.heard()
    this.#next(async () => {
      for (const following of this.#followers.values()) following?.follower.tell({ kind: 'changed', things: null }) // of such changes nothing is kept
    })
  }

  /** Something that is shown of this number has changed without an event; where that is known, in these conversations alone. */
  changed(number: string, changed: Changed | null = null): void {
    const news: Streamed = { kind: 'changed', things: [changed === null ? 'inbox' : 'marks'] }
    this.#next(async () => {
      if (changed !== null) await this.#tellRows(changed)
      for (const following of this.#followers.values())
        if (following?.access.numbers.has(number)) following.follower.tell(news)
    })
  }

  /** A deed has changed these things. */
  deedDone(things: readonly Thing[]): void {
    if (this.#changed.size === 0)
      setTimeout(() => this.#next(async () => this.#tellOfDeeds()), DEEDS_IN_ONE_WORD).unref()
    for (const thing of things) this.#changed.add(thing)
  }

  /** What these followers may hear has changed, perhaps: nothing more is told before they have been asked for. */
  accessChanged(concerns: (follower: Follower) => boolean): void {
    this.#next(async () => {
      const concerned = [...this.#followers.values()].flatMap((following) =>
        following !== null && concerns(following.follower) ? [following] : [],
      )
      await Promise.all(concerned.map((following) => this.#askAgain(following)))
    })
  }

  /** One thing after the other, so that nobody is told of an event twice or out of turn. */
  #next(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(() => {
      // the database is away: what was missed comes with the browsers' next attempt
      for (const follower of this.#followers.keys()) follower.tell({ kind: 'reload' })
    })
  }

  async #askAgain(following: Following): Promise<void> {
    const { follower, access: before } = following
    const access = await this.#accessOf(follower)
    if (access === null || !this.#followers.has(follower)) return
    following.access = access
    const isSame = access.roles === before.roles && hasAll(before, access) && hasAll(access, before)
    if (isSame) return
    const isLess = access.role !== before.role || !hasAll(access, before)
    follower.tell({ kind: isLess ? 'access' : 'granted', numbers: [...access.numbers] })
  }

  /** Null for whoever may not go on, and has been told so. */
  async #accessOf(follower: Follower): Promise<Access | null> {
    const access = await follower.access().catch(() => undefined) // without an answer nobody hears anything
    if (!access) {
      this.#followers.delete(follower)
      follower.tell({ kind: access === null ? 'ended' : 'lost' })
    }
    return access ?? null
  }

  async #begin(follower: Follower): Promise<void> {
    if (!this.#followers.has(follower)) return
    if (this.#horizon === null) await this.#lookBack()
    const access = await this.#accessOf(follower)
    if (access === null) return
    const following: Following = { follower, access, ahead: new Set() }
    const { after } = follower
    if (after !== null) await this.#replay(following, after)
    if (!this.#followers.has(follower)) return // gone meanwhile
    this.#followers.set(follower, following)
    follower.tell({ kind: 'ready' })
  }

  /** Followers have read what is there already; knowing it, the channel does not take it for news. */
  async #lookBack(): Promise<void> {
    const { events, items, horizon } = await this.#read.since(this.#organisation, null, MOST_AT_ONCE)
    for (const event of events) this.#recent.set(event.id, event)
    this.#added(items)
    this.#horizon = this.#complete = horizon
  }

  async #readOn(from: number): Promise<void> {
    const { events, items, horizon } = await this.#read.since(this.#organisation, from, MOST_AT_ONCE)
    const [oldest] = events
    const isAll = events.length < MOST_AT_ONCE || (oldest !== undefined && this.#recent.has(oldest.id))
    const calls = this.#deliver(events)
    if (!isAll) for (const follower of this.#followers.keys()) follower.tell({ kind: 'reload' })
    const conversations = this.#added(items)
    this.#horizon = horizon
    this.#forget(horizon)
    if (isAll && calls.size + conversations.size > 0)
      await this.#tellRows({ calls: [...calls], conversations: [...conversations] })
  }

  /** Told after the events: whoever waits for a banner waits for nothing else. */
  async #tellRows(changed: Changed): Promise<void> {
    if (this.#followers.size === 0) return
    if (changed.calls.length + changed.conversations.length > MOST_ROWS) {
      for (const follower of this.#followers.keys()) follower.tell({ kind: 'reload' })
      return
    }
    for (const { number, people, row } of await this.#read.changed(this.#organisation, changed)) {
      const own: Streamed = { kind: 'row', data: { ...row, isOwn: true } }
      const others: Streamed = { kind: 'row', data: { ...row, isOwn: false } }
      for (const following of this.#followers.values())
        if (following?.access.numbers.has(number))
          following.follower.tell(people.includes(following.follower.member) ? own : others)
    }
  }

  /** Tells again what somebody may have missed; they know by its id what they have. */
  async #replay(following: Following, after: number): Promise<void> {
    if (after >= this.#complete) {
      for (const event of this.#recent.values()) if (event.tx >= after) this.#tell(following, event)
      return
    }
    const events = after === 0 ? null : (await this.#read.since(this.#organisation, after, MOST_AT_ONCE)).events
    if (events === null || events.length === MOST_AT_ONCE) {
      following.follower.tell({ kind: 'reload' })
      return
    }
    for (const event of events) {
      if (!this.#recent.has(event.id)) following.ahead.add(event.id) // its turn is still to come
      this.#tell(following, event)
    }
  }

  /** @returns the conversations that have an item which was not found before. */
  #added(items: readonly CommittedItem[]): ReadonlySet<string> {
    const fresh = items.filter(({ id }) => !this.#recentItems.has(id))
    for (const { id, tx } of fresh) this.#recentItems.set(id, tx)
    return new Set(fresh.map(({ conversation }) => conversation))
  }

  /** @returns the calls of which pages show something else now. What people may not see changes nothing that they see. */
  #deliver(events: readonly CommittedEvent[]): ReadonlySet<string> {
    const calls = new Set<string>()
    for (const event of events) {
      if (this.#recent.has(event.id)) continue
      this.#recent.set(event.id, event)
      if (showsInLists(event.what)) this.#stir(event.number)
      if (showsOnPages(event.what) && streamed(event) !== null) calls.add(event.call)
      for (const following of this.#followers.values())
        if (following && !following.ahead.delete(event.id)) this.#tell(following, event)
    }
    return calls
  }

  #tell({ follower, access }: Following, event: CommittedEvent): void {
    if (!access.numbers.has(event.number)) return
    const news = this.#dressed(event, follower.dress)
    if (news !== null) follower.tell(news)
  }

  #stir(number: string): void {
    if (this.#stirred.size === 0) setTimeout(() => this.#next(async () => this.#tellOfStirred()), IN_ONE_WORD).unref()
    this.#stirred.add(number)
  }

  #tellOfStirred(): void {
    const news: Streamed = { kind: 'changed', things: ['inbox'] }
    for (const following of this.#followers.values()) {
      const mustNotHear = (number: string): boolean => following?.access.numbers.has(number) === false
      if (following?.access.readsAllCalls && [...this.#stirred].some(mustNotHear)) following.follower.tell(news)
    }
    this.#stirred.clear()
  }

  #tellOfDeeds(): void {
    const changed = [...this.#changed]
    this.#changed.clear()
    const made = new Map<string, Streamed>() // most see the same
    for (const following of this.#followers.values()) {
      const things = changed.filter((thing) => following?.access.things.has(thing))
      if (things.length === 0) continue
      const news = made.get(things.join()) ?? { kind: 'changed', things }
      made.set(things.join(), news)
      following?.follower.tell(news)
    }
  }

  /** Made once for all who get the same, so that a thousand streams need not spell it out a thousand times. */
  #dressed(event: CommittedEvent, dress: Follower['dress']): Streamed | null {
    const made = this.#made.get(event) ?? new Map<Follower['dress'], Streamed | null>()
    this.#made.set(event, made)
    const known = made.get(dress)
    if (known !== undefined) return known
    const { tx: _tx, ...own } = event
    const data = dress(own)
    // whoever has this one has everything from before the reading that found it
    const news: Streamed | null =
      data === null ? null : { kind: 'event', id: event.id, horizon: this.#horizon ?? 0, data }
    made.set(dress, news)
    return news
  }

  /** What may be found again is remembered, however much it is. */
  #forget(horizon: number): void {
    for (const [id, tx] of this.#recentItems) if (tx < horizon) this.#recentItems.delete(id)
    for (const [id, { tx }] of this.#recent) {
      if (this.#recent.size <= REMEMBERED) return
      if (tx >= horizon) continue
      this.#recent.delete(id)
      this.#complete = Math.max(this.#complete, tx + 1)
    }
  }
}
