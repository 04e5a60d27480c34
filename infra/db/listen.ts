import pg from 'pg'
import { z } from 'zod'
import { setTimeout as sleep } from 'node:timers/promises'

export interface ListenOptions {
  /** A direct address: a transaction pooler would lose the notifications. */
  readonly url: string
  readonly channels: readonly Channel[]
  /**
   * One message that somebody sent: any role of the database can, so it may be nonsense. What this throws, or rejects with,
   * costs that message only; it is counted and told as trouble.
   */
  onNotice(channel: Channel, payload: string): unknown
  /** Listening (again): messages may have been missed until now, so read everything again. */
  onListening(): void
  onTrouble?(message: string): void
}

/**
 * `call_event`: {@link CallNotice} as JSON, read by {@link callNotice}. `number_changed`: the id of the organisation.
 * `inbox_changed`: {@link InboxNotice} as JSON, read by {@link inboxNotice}. `access_changed`: {@link AccessNotice} as JSON, read by {@link accessNotice}.
 * `deed_done`: {@link DeedNotice} as JSON, read by {@link deedNotice}.
 */
export type Channel = 'call_event' | 'number_changed' | 'inbox_changed' | 'access_changed' | 'deed_done'

/** The message on `call_event`: events up to `id` of this call have been kept. */
export type CallNotice = Readonly<z.output<typeof callNoticeShape>>

/** Reads a message on `call_event`. @throws ZodError when somebody else has written there. */
export function callNotice(payload: string): CallNotice {
  return callNoticeShape.parse(JSON.parse(payload))
}
const callNoticeShape = z.object({ organisation: z.guid(), call: z.string().min(1).max(200), id: z.int() })

/**
 * The message on `inbox_changed`: without any event, something that lists of this number show has changed; in this
 * conversation or this call alone, where one is named.
 */
export type InboxNotice = Readonly<z.output<typeof inboxNoticeShape>>

/** Reads a message on `inbox_changed`. @throws ZodError when somebody else has written there. */
export function inboxNotice(payload: string): InboxNotice {
  return inboxNoticeShape.parse(JSON.parse(payload))
}
const inboxNoticeShape = z.object({
  organisation: z.guid(),
  number: z.guid(),
  conversation: z.guid().optional(),
  call: z.string().min(1).max(200).optional(),
})

/**
 * The message on `access_changed`: what a member (null: everybody of the organisation) may see has perhaps changed,
 * or the browser of this sign-in is signed out.
 */
export type AccessNotice = Readonly<z.output<typeof accessNoticeShape>>

/** Reads a message on `access_changed`. @throws ZodError when somebody else has written there. */
export function accessNotice(payload: string): AccessNotice {
  return accessNoticeShape.parse(JSON.parse(payload))
}
const accessNoticeShape = z.union([
  z.object({ organisation: z.string(), member: z.string().nullable() }),
  z.object({ signIn: z.string() }),
])

/** The message on `deed_done`: a deed of this kind was recorded. The kind may be one that only a newer release knows. */
export type DeedNotice = Readonly<z.output<typeof deedNoticeShape>>

/** Reads a message on `deed_done`. @throws ZodError when somebody else has written there. */
export function deedNotice(payload: string): DeedNotice {
  return deedNoticeShape.parse(JSON.parse(payload))
}
const deedNoticeShape = z.object({ organisation: z.guid(), kind: z.string().min(1).max(100) })

export interface Listener {
  /** How many messages could not be read. */
  readonly unreadable: number
  close(): Promise<void>
}

/** Listens on a connection of its own, for as long as the process lives; a lost connection is made again. */
export function listen({ url, channels, onNotice, onListening, onTrouble = () => undefined }: ListenOptions): Listener {
  const closing = new AbortController()
  let client: pg.Client | undefined
  let unreadable = 0

  async function read(channel: Channel, payload: string): Promise<void> {
    try {
      await onNotice(channel, payload)
    } catch {
      unreadable += 1
      // whoever sends one may send thousands
      if (Number.isInteger(Math.log10(unreadable)))
        onTrouble(`A message on ${channel} could not be read and was passed over, number ${unreadable} of its kind.`)
    }
  }

  async function connected(): Promise<void> {
    const own = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
      application_name: 'ringdown listener',
    })
    client = own
    const lost = new Promise<never>((_resolve, reject) => {
      own.on('error', reject)
      own.on('end', () => reject(new Error('the connection has ended')))
    })
    lost.catch(() => undefined)
    own.on('notification', ({ channel, payload = '' }) => {
      const known = channels.find((name) => name === channel)
      if (known !== undefined) void read(known, payload)
    })
    try {
      await own.connect()
      for (const channel of channels) await own.query(`listen ${channel}`)
      onListening()
      await Promise.race([lost, watchOver(own)])
    } finally {
      own.end().catch(() => undefined)
    }
  }

  /** A server that is frozen closes no connection, so it is asked now and then. */
  async function watchOver(own: pg.Client): Promise<void> {
    while (!closing.signal.aborted) {
      await sleep(15_000, undefined, { signal: closing.signal, ref: false })
      await own.query('select 1')
    }
  }

  async function keepListening(): Promise<void> {
    let pause = 100
    while (!closing.signal.aborted) {
      const began = Date.now()
      try {
        await connected()
      } catch (error) {
        if (closing.signal.aborted) return
        onTrouble(`The database's messages are not heard: ${error instanceof Error ? error.message : String(error)}`)
      }
      pause = Date.now() - began > 10_000 ? 100 : Math.min(pause * 2, 5_000)
      await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }

  const listening = keepListening()
  return {
    get unreadable() {
      return unreadable
    },
    async close() {
      closing.abort()
      await client?.end().catch(() => undefined)
      await listening
    },
  }
}
