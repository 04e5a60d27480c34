import { RefusedByTestServer } from './refused-by-test-server.ts'
import { TemporalGround, type GroundOptions } from './temporal-ground.ts'

/** A ground on which whatever the server could not go through with is played again, on a server of its own. */
export class PatientGround {
  readonly #options: GroundOptions
  #ground: TemporalGround

  private constructor(options: GroundOptions, ground: TemporalGround) {
    this.#options = options
    this.#ground = ground
  }

  static async start(options: GroundOptions): Promise<PatientGround> {
    return new PatientGround(options, await TemporalGround.start(options))
  }

  async play<T>(once: (ground: TemporalGround) => Promise<T>): Promise<T> {
    for (let turn = 1; ; turn += 1) {
      try {
        return await once(this.#ground)
      } catch (error) {
        if (!(error instanceof RefusedByTestServer) || turn === TURNS) throw error
        await this.#ground.stop()
        this.#ground = await TemporalGround.start(this.#options)
      }
    }
  }

  async stop(): Promise<void> {
    await this.#ground.stop()
  }
}

/** Busy machines meet it most: timers go off by the real clock while a task is being worked on. */
const TURNS = 5
