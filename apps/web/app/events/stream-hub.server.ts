import type { AccessNotice, CallNotice, DeedNotice, InboxNotice, ListenOptions, Listener } from '#infra/db/listen.ts'
import { accessNotice, callNotice, deedNotice, inboxNotice } from '#infra/db/listen.ts'
import { changedByDeed } from './changed-by-deed.server.ts'
import { Channel } from './stream-channel.server.ts'
import type { EventReader, Follower } from './stream-follower.ts'

export type Listen = (options: Omit<ListenOptions, 'url' | 'onTrouble'>) => Listener

export interface HubOptions {
  readonly read: EventReader
  readonly listen: Listen
}

/** Of one sign-in at one time: twice as many as a browser keeps open over HTTP/1.1. */
const MOST_STREAMS = 12

/** The events of all organisations, heard once for the whole process and told to everybody who follows them. */
export class EventHub {
  readonly #options: HubOptions
  readonly #channels = new Map<string, Channel>()
  /** By the sign-in of their browser. */
  readonly #followers = new Map<string, Set<Follower>>()
  readonly #listening = Promise.withResolvers<void>()
  #listener: Listener | undefined

  constructor(options: HubOptions) {
    this.#options = options
  }

  /** Whether a browser has as many streams as it may. Its pages share one; a browser that cannot share has one for each page. */
  isFull(signIn: string): boolean {
    return (this.#followers.get(signIn)?.size ?? 0) >= MOST_STREAMS
  }

  /** Tells the follower what came after its last event, and then whatever comes. @returns how to stop. */
  follow(organisation: string, follower: Follower): () => void {
    this.#listener ??= this.#hear()
    let channel = this.#channels.get(organisation)
    if (!channel) {
      channel = new Channel(organisation, { read: this.#options.read, listening: this.#listening.promise })
      this.#channels.set(organisation, channel)
    }
    const own = channel
    own.add(follower)
    const ofBrowser = this.#followers.get(follower.signIn) ?? new Set()
    this.#followers.set(follower.signIn, ofBrowser.add(follower))
    return () => {
      ofBrowser.delete(follower)
      if (ofBrowser.size === 0 && this.#followers.get(follower.signIn) === ofBrowser)
        this.#followers.delete(follower.signIn)
      if (own.remove(follower) === 0 && this.#channels.get(organisation) === own) this.#channels.delete(organisation)
    }
  }

  async close(): Promise<void> {
    await this.#listener?.close()
  }

  #hear(): Listener {
    return this.#options.listen({
      channels: ['call_event', 'access_changed', 'inbox_changed', 'deed_done'],
      onNotice: (channel, payload) => {
        if (channel === 'access_changed') this.#accessChanged(accessNotice(payload))
        else if (channel === 'inbox_changed') this.#changed(inboxNotice(payload))
        else if (channel === 'deed_done') this.#deedDone(deedNotice(payload))
        else this.#called(callNotice(payload))
      },
      onListening: () => {
        this.#listening.resolve()
        this.#channels.forEach((channel) => {
          channel.accessChanged(() => true) // first: whoever lost access meanwhile is told nothing more
          channel.catchUp() // whatever was said while nobody listened
        })
      },
    })
  }

  #called({ organisation }: CallNotice): void {
    this.#channels.get(organisation)?.heard()
  }

  #accessChanged(news: AccessNotice): void {
    if ('signIn' in news)
      this.#channels.forEach((channel) => channel.accessChanged(({ signIn }) => signIn === news.signIn))
    else
      this.#channels
        .get(news.organisation)
        ?.accessChanged(({ member }) => news.member === null || news.member === member)
  }

  #deedDone({ organisation, kind }: DeedNotice): void {
    this.#channels.get(organisation)?.deedDone(changedByDeed(kind))
  }

  #changed({ organisation, number, conversation, call }: InboxNotice): void {
    const isOne = conversation !== undefined || call !== undefined
    const changed = {
      calls: call === undefined ? [] : [call],
      conversations: conversation === undefined ? [] : [conversation],
    }
    this.#channels.get(organisation)?.changed(number, isOne ? changed : null)
  }
}
