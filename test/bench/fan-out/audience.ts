import { fork, type ChildProcess } from 'node:child_process'
import { projectRoot } from '#infra/env.ts'
import { saidForm, type Order, type Said } from './said.ts'

type Heard = Extract<Said, { kind: 'heard' }>

/** Browsers in a process of their own, so that they do not wait for the server's loop, nor for ours. */
export class Audience {
  readonly #process: ChildProcess
  #expected: PromiseWithResolvers<Said> | undefined

  private constructor(process: ChildProcess) {
    this.#process = process
    process.on('message', (message) => {
      const said = saidForm.parse(message)
      if (said.kind === 'lost') this.#expected?.reject(new Error(`a browser was lost: ${said.why}`))
      else this.#expected?.resolve(said)
    })
    process.on('exit', () => this.#expected?.reject(new Error('the browsers are gone')))
  }

  /** Opens the streams and waits until none of them can miss anything any more. */
  static async open(order: Order): Promise<Audience> {
    const audience = new Audience(fork('test/bench/main.ts', ['--part=browsers'], { cwd: projectRoot }))
    await audience.#next(() => audience.#process.send(order))
    return audience
  }

  /** Does what makes one event. @returns when the first, the middle and the last browser had it. */
  async hear(make: () => Promise<void>): Promise<Heard> {
    const [said] = await Promise.all([this.#next(() => undefined), make()])
    if (said.kind !== 'heard') throw new Error(`browsers said ${said.kind}`)
    return said
  }

  close(): void {
    if (this.#process.connected) this.#process.disconnect()
  }

  #next(begin: () => void): Promise<Said> {
    this.#expected = Promise.withResolvers<Said>()
    begin()
    return this.#expected.promise
  }
}
