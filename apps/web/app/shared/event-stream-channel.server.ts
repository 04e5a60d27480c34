import { showsInLists } from '#infra/db/conversation/fold-conversation.ts'
import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import type { Streamed } from './event-stream.server.ts'

/** Reads events of an organisation, as `infra/db/inbox/live-events.ts` gives them. */
export interface EventReader {
  ofCall(organisation: string, call: string, after: number): Promise<readonly LiveEvent[]>
  since(organisation: string, after: number, limit: number): Promise<readonly LiveEvent[]>
  /** Id of the newest event; 0 when there is none. */
  newest(organisation: string): Promise<number>
}

/** What somebody may hear. */
export interface Access {
  /** Ids of the numbers whose events they may hear. */
  readonly numbers: ReadonlySet<string>
  /** Whether they may read of every call: of events that they may not hear they are told that there was something, and not what. */
  readonly readsAllCalls: boolean
  /** Names all their roles: who has others than before sees other pages. */
  readonly roles: string
}

/** Somebody who hears of events. */
export interface Follower {
  /** The last event that they have; null for none. */
  readonly after: number | null
  /** Id of the member who follows, and of the sign-in of their browser. */
  readonly member: string
  readonly signIn: string
  /** What they may hear at this moment; null for nothing any longer. Asked before they are told anything, and again whenever it may have changed. */
  access(): Promise<Access | null>
  /** Makes of an event what they get; null for nothing. Followers who share this function share what it makes. */
  dress(event: LiveEvent): unknown
  tell(news: Streamed): void
}

/**
 * Ids are given out before their events can be seen: one that is kept slowly becomes visible after later ones. What
 * follows an event is therefore looked for from this many ids before it, among events that are not older than a minute.
 */
const OVERLAP = 1_000
const RECENTLY = 60_000
/** As many of the last events are remembered in the order in which they were told. */
const REMEMBERED = 4_000
const MOST_AT_ONCE = 5_000
/** Milliseconds in which all that some may not hear is told them in one word. */
const IN_ONE_WORD = 1_000

interface Following {
  readonly follower: Follower
  access: Access
  /** Told from the database, before the channel came by them. */
  readonly ahead: Set<number>
}

/** The events of one organisation, in the order in which they can be seen, told to its followers one after the other. */
export class Channel {
  readonly #organisation: string
  readonly #read: EventReader
  readonly #followers = new Map<Follower, Following | null>()
  readonly #recent = new Map<number, LiveEvent>()
  readonly #made = new WeakMap<LiveEvent, Map<Follower['dress'], Streamed | null>>()
  /** Call → id of its newest event that was told. Within a call ids become visible in order. */
  readonly #ofCall = new Map<string, number>()
  /** Numbers of which those who read all calls have not yet been told that something happened. */
  readonly #stirred = new Set<string>()
  /** Those of the remembered that were there before the channel: nobody was told of them in turn. */
  #before: ReadonlySet<number> | null = null
  #work: Promise<void>

  /** @param listening kept as soon as the database's messages are heard: nobody is ready before. */
  constructor(organisation: string, { read, listening }: { readonly read: EventReader; readonly listening: Promise<void> }) {
    this.#organisation = organisation
    this.#read = read
    this.#work = listening
  }

  add(follower: Follower): void {
    this.#followers.set(follower, null)
    this.#next(() => this.#begin(follower))
  }

  /** @returns how many remain. */
  remove(follower: Follower): number {
    this.#followers.delete(follower)
    return this.#followers.size
  }

  /** Something was kept of this call. */
  heard(call: string): void {
    this.#next(async () => {
      if (this.#before === null) return
      const known = this.#ofCall.get(call)
      const events = await this.#read.ofCall(this.#organisation, call, known ?? 0)
      // of a call that was quiet before we looked back, the followers have read what is older
      this.#deliver(known === undefined ? events.filter(isRecent) : events)
    })
  }

  /** Something may have been missed. */
  catchUp(): void {
    this.#next(async () => {
      const newest = Math.max(0, ...this.#recent.keys())
      if (newest === 0) return
      const events = await this.#read.since(this.#organisation, Math.max(0, newest - OVERLAP), MOST_AT_ONCE)
      this.#deliver(events.filter((event) => event.id > newest || isRecent(event)))
    })
    this.#next(async () => {
      for (const following of this.#followers.values()) following?.follower.tell({ kind: 'changed' }) // of such changes nothing is kept
    })
  }

  /** Something that is shown of this number has changed without an event. */
  changed(number: string): void {
    const news: Streamed = { kind: 'changed' }
    this.#next(async () => {
      for (const following of this.#followers.values()) if (following?.access.numbers.has(number)) following.follower.tell(news)
    })
  }

  /** What these followers may hear has changed, perhaps: nothing more is told before they have been asked for. */
  accessChanged(concerns: (follower: Follower) => boolean): void {
    this.#next(async () => {
      const concerned = [...this.#followers.values()].flatMap((following) => (following !== null && concerns(following.follower) ? [following] : []))
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
    const isSame = access.roles === before.roles && access.readsAllCalls === before.readsAllCalls && sameSet(access.numbers, before.numbers)
    if (!isSame) follower.tell({ kind: 'access', numbers: [...access.numbers] })
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
    if (this.#before === null) await this.#lookBack()
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
    const newest = await this.#read.newest(this.#organisation)
    const events = await this.#read.since(this.#organisation, Math.max(0, newest - OVERLAP), MOST_AT_ONCE)
    this.#deliver(events)
    this.#before = new Set(events.map(({ id }) => id))
  }

  async #replay(following: Following, after: number): Promise<void> {
    if (this.#recent.has(after) && !this.#before?.has(after)) {
      let isNew = false
      for (const event of this.#recent.values()) {
        if (isNew) this.#tell(following, event)
        if (event.id === after) isNew = true
      }
      return
    }
    const events = await this.#read.since(this.#organisation, Math.max(0, after - OVERLAP), MOST_AT_ONCE)
    if (events.length === MOST_AT_ONCE) {
      following.follower.tell({ kind: 'reload' })
      return
    }
    for (const event of events.filter(({ id, at }) => id > after || isRecent({ at }))) {
      if (!this.#recent.has(event.id)) following.ahead.add(event.id) // its turn is still to come
      this.#tell(following, event)
    }
  }

  #deliver(events: readonly LiveEvent[]): void {
    for (const event of events) {
      if (this.#recent.has(event.id)) continue
      this.#recent.set(event.id, event)
      this.#ofCall.set(event.call, event.id)
      if (this.#before !== null && showsInLists(event.what)) this.#stir(event.number)
      for (const following of this.#followers.values()) if (following && !following.ahead.delete(event.id)) this.#tell(following, event)
    }
    this.#forget()
  }

  #tell({ follower, access }: Following, event: LiveEvent): void {
    if (!access.numbers.has(event.number)) return
    const news = this.#dressed(event, follower.dress)
    if (news !== null) follower.tell(news)
  }

  #stir(number: string): void {
    if (this.#stirred.size === 0) setTimeout(() => this.#next(async () => this.#tellOfStirred()), IN_ONE_WORD).unref()
    this.#stirred.add(number)
  }

  #tellOfStirred(): void {
    const news: Streamed = { kind: 'changed' }
    for (const following of this.#followers.values()) {
      const mustNotHear = (number: string): boolean => following?.access.numbers.has(number) === false
      if (following?.access.readsAllCalls && [...this.#stirred].some(mustNotHear)) following.follower.tell(news)
    }
    this.#stirred.clear()
  }

  /** Made once for all who get the same, so that a thousand streams need not spell it out a thousand times. */
  #dressed(event: LiveEvent, dress: Follower['dress']): Streamed | null {
    const made = this.#made.get(event) ?? new Map<Follower['dress'], Streamed | null>()
    this.#made.set(event, made)
    const known = made.get(dress)
    if (known !== undefined) return known
    const data = dress(event)
    const news: Streamed | null = data === null ? null : { kind: 'event', id: event.id, data }
    made.set(dress, news)
    return news
  }

  #forget(): void {
    for (const [id, { call }] of this.#recent) {
      if (this.#recent.size <= REMEMBERED) return
      this.#recent.delete(id)
      if (this.#ofCall.get(call) === id) this.#ofCall.delete(call)
    }
  }
}

function sameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each))
}

function isRecent({ at }: { readonly at: number }): boolean {
  return Date.now() - at < RECENTLY
}
