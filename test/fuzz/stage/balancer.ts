import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/**
 * What stands in front of two web processes at an operator's: each request goes to the next of those that answer. One
 * that refuses a connection is passed over at once; one that is held is found out by asking it every second.
 */
export class Balancer {
  readonly #server: Server
  readonly #webs: Web[] = []
  readonly #timer: NodeJS.Timeout
  #turn = 0

  private constructor() {
    this.#server = createServer((asked, answer) => void this.#pass(asked, answer))
    this.#timer = setInterval(() => void Promise.all(this.#webs.map(look)), BETWEEN_LOOKS)
  }

  static async listen(port: number): Promise<Balancer> {
    const balancer = new Balancer()
    await new Promise<void>((resolve, reject) => {
      balancer.#server.once('error', reject)
      balancer.#server.listen({ port, host: '127.0.0.1' }, resolve)
    })
    return balancer
  }

  /** A web process takes part from now on. */
  add(port: number): void {
    this.#webs.push({ port, answers: true })
  }

  /** It no longer takes part. */
  remove(port: number): void {
    const at = this.#webs.findIndex((web) => web.port === port)
    if (at >= 0) this.#webs.splice(at, 1)
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(asked).catch(() => null)
    if (body === null) return // whoever asked has gone
    for (const { port } of this.#inTurn()) {
      const given = await ask(asked, { port, body }).catch((error: unknown) => (isRefused(error) ? 'refused' : 'lost'))
      if (given === 'refused') continue
      if (given === 'lost') return void answer.destroy()
      answer.writeHead(given.statusCode ?? 502, given.headers)
      given.once('error', () => answer.destroy())
      return void given.pipe(answer)
    }
    answer.destroy()
  }

  #inTurn(): readonly Web[] {
    const webs = this.#webs.some(({ answers }) => answers) ? this.#webs.filter(({ answers }) => answers) : this.#webs
    this.#turn += 1
    return webs.map((_, at) => webs[(this.#turn + at) % webs.length]).filter((web) => web !== undefined)
  }
}

interface Web {
  readonly port: number
  answers: boolean
}

function ask(
  { method, url, headers }: IncomingMessage,
  { port, body }: { readonly port: number; readonly body: Buffer },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const passed = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, resolve)
    passed.once('error', reject)
    passed.end(body)
  })
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
}

async function look(web: Web): Promise<void> {
  web.answers = await fetch(`http://127.0.0.1:${web.port}/healthz`, {
    signal: AbortSignal.timeout(LOOK_PATIENCE),
  }).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Milliseconds. */
const BETWEEN_LOOKS = 1000
const LOOK_PATIENCE = 900
