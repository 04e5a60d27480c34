/** A body that is on its way. */
export interface WaitingBody {
  /** Counts what more is kept of it; somebody may then have to give way, perhaps this very body. */
  grew(bytes: number): void
  /** It is whole, or nobody waits for it any more. */
  ended(): void
}

/**
 * What is kept of bodies that are not whole yet, for all clients together. When it is too much, the client who holds most
 * gives up the body that has been on its way longest. So nobody takes the room of others: whoever sends a little at
 * once holds least, and is never asked.
 */
export class WaitingBodies {
  readonly #clients = new Map<string, Client>()
  readonly #most: number
  #bytes = 0

  /** @param most in bytes. */
  constructor(most: number) {
    this.#most = most
  }

  /** @param giveWay told at most once, when this body is to be given up; what it holds no longer counts by then. */
  begin(client: string, giveWay: () => void): WaitingBody {
    const of = this.#clients.get(client) ?? { bytes: 0, bodies: new Set() }
    const body: Body = { bytes: 0, giveWay }
    this.#clients.set(client, of)
    of.bodies.add(body)
    return {
      grew: (bytes) => {
        if (!of.bodies.has(body)) return
        body.bytes += bytes
        of.bytes += bytes
        this.#bytes += bytes
        while (this.#bytes > this.#most) this.#giveOneUp()
      },
      ended: () => this.#end(client, body),
    }
  }

  #giveOneUp(): void {
    const [client, { bodies }] = [...this.#clients].reduce((most, each) =>
      each[1].bytes > most[1].bytes ? each : most,
    )
    for (const body of bodies) {
      if (body.bytes === 0) continue
      this.#end(client, body)
      return body.giveWay()
    }
  }

  #end(client: string, body: Body): void {
    const of = this.#clients.get(client)
    if (of?.bodies.delete(body) !== true) return
    of.bytes -= body.bytes
    this.#bytes -= body.bytes
    if (of.bodies.size === 0) this.#clients.delete(client)
  }
}

interface Client {
  bytes: number
  /** The oldest first. */
  readonly bodies: Set<Body>
}

interface Body {
  bytes: number
  readonly giveWay: () => void
}
