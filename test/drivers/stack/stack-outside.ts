import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { harbourBikes } from '#apps/web/demo-data.ts'
import type { ServiceAnswer } from '#flows/rehearsal/outside-world.ts'
import { TextOptOut } from '#infra/db/texts/text-opt-out.ts'
import { SERVICE } from '../service.ts'
import type { AskedService, StagedOutside } from '../stage.ts'
import type { ControlPlane } from './control-plane.ts'
import type { StackGround } from './stack-ground.ts'

/** The web service that flows of scenarios ask, as a server of its own, and the texts that the emulator carries. */
export class StackOutside implements StagedOutside {
  readonly #ground: StackGround
  readonly #plane: ControlPlane
  readonly #asked: AskedService[] = []
  #answers: readonly ServiceAnswer[] = [{}]
  #server: Server | null = null

  constructor(ground: StackGround, plane: ControlPlane) {
    this.#ground = ground
    this.#plane = plane
  }

  async answers(all: readonly ServiceAnswer[]): Promise<void> {
    this.#answers = all
    if (this.#server) return
    this.#server = createServer(async (request, response) => {
      const body = await text(request)
      this.#asked.push({ path: request.url ?? '', body: body === '' ? null : body })
      const [first = {}, ...more] = this.#answers
      if (more.length > 0) this.#answers = more
      await pause(first.after ?? 0)
      response.writeHead(first.status ?? 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(first.body) ?? '')
    })
    const { port, hostname } = new URL(SERVICE)
    await once(this.#server.listen(Number(port), hostname), 'listening')
  }

  async asked(): Promise<readonly AskedService[]> {
    return this.#asked
  }

  async texts(to: string): Promise<readonly string[]> {
    return await this.#plane.texts(to)
  }

  async optsOut(to: string): Promise<void> {
    await this.#ground.db.withOrganisation(harbourBikes.id, async (em) => {
      await em.upsert(
        TextOptOut,
        { organisation: harbourBikes.id, e164: to, since: new Date() },
        {
          onConflictFields: ['organisation', 'e164'],
          onConflictAction: 'ignore',
        },
      )
    })
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections()
    this.#server?.close()
  }
}
