/** What is on a connection: a request that is not whole yet, the answer to one, or nothing between two of them. */
export type Doing = 'asking' | 'answered' | 'idle'

export interface OpenConnection {
  readonly client: string
  doing: Doing
  /** Told at most once, when it has to give way; it no longer counts by then. */
  readonly close: () => void
}

export interface Room {
  /** For all clients together. */
  readonly most: number
  readonly mostOfOne: number
  /** Whose connections count only among all. */
  readonly isUnbounded: (client: string) => boolean
}

/**
 * The connections of all clients, and who makes room for another one. Until its headers are here nobody can be told apart,
 * so whoever comes is let in: what has been without a whole request for longest gives way first, then one of the client
 * who holds most. Whoever asks at once, as the carrier does, and holds little is never closed.
 */
export class OpenConnections {
  /** The oldest first, here and of each client. */
  readonly #all = new Set<OpenConnection>()
  readonly #clients = new Map<string, Set<OpenConnection>>()
  readonly #room: Room

  constructor(room: Room) {
    this.#room = room
  }

  /** @returns undefined when there is no room, and nobody who would have to make it. */
  begin(client: string, close: () => void): OpenConnection | undefined {
    const { most, mostOfOne, isUnbounded } = this.#room
    const own = this.#of(client)
    if (own.size >= mostOfOne && !isUnbounded(client) && !this.#giveWay(oldest(own, 'asking') ?? oldest(own, 'idle')))
      return undefined
    if (this.#all.size >= most && !this.#giveWay(this.#leastNeeded())) return undefined
    const connection: OpenConnection = { client, doing: 'asking', close }
    this.#all.add(connection)
    this.#clients.set(client, this.#of(client).add(connection))
    return connection
  }

  ended(connection: OpenConnection): void {
    const own = this.#of(connection.client)
    this.#all.delete(connection)
    own.delete(connection)
    if (own.size === 0) this.#clients.delete(connection.client)
  }

  get numbers(): { readonly open: number; readonly asking: number; readonly clients: number } {
    return {
      open: this.#all.size,
      asking: [...this.#all].filter(({ doing }) => doing === 'asking').length,
      clients: this.#clients.size,
    }
  }

  #of(client: string): Set<OpenConnection> {
    return this.#clients.get(client) ?? new Set()
  }

  #giveWay(connection: OpenConnection | undefined): boolean {
    if (connection === undefined) return false
    this.ended(connection)
    connection.close()
    return true
  }

  #leastNeeded(): OpenConnection | undefined {
    const asking = oldest(this.#all, 'asking')
    if (asking !== undefined) return asking
    let ofMost: ReadonlySet<OpenConnection> = new Set()
    for (const [client, own] of this.#clients)
      if (own.size > ofMost.size && !this.#room.isUnbounded(client)) ofMost = own
    return oldest(ofMost, 'idle') ?? oldest(ofMost, 'answered')
  }
}

function oldest(among: ReadonlySet<OpenConnection>, doing: Doing): OpenConnection | undefined {
  for (const connection of among) if (connection.doing === doing) return connection
  return undefined
}
