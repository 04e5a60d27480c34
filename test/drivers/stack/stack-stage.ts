import { setTimeout as pause } from 'node:timers/promises'
import { harbourBikes } from '#apps/web/demo-data.ts'
import type { Flow } from '#flows/language/flow.ts'
import { quick, sales, support } from '#test/builders/flows.ts'
import type { Machines, Setting, Stage, StagedCall, StagedOffice, StagedPhone } from '../stage.ts'
import { ControlPlane } from './control-plane.ts'
import { StackCall, stackPhone } from './on-stack.ts'
import { StackOutside } from './stack-outside.ts'
import type { StackGround } from './stack-ground.ts'

/** The whole product, its people played through the emulator's control plane, in real time. */
export class StackStage implements Stage {
  readonly machines: Machines
  readonly outside: StackOutside
  readonly #ground: StackGround
  readonly #plane: ControlPlane
  readonly #line: string
  readonly #faults: object
  readonly #calls: StackCall[] = []
  readonly #since = new Date().toISOString()

  private constructor(ground: StackGround, { line, world, others }: Omit<Setting, 'flow'> & { readonly line: string }) {
    if (others.length > 0) throw new Error('the demo organisation has only Ana, Ben and Cy at its lines')
    this.#ground = ground
    this.#plane = new ControlPlane(`http://127.0.0.1:${ground.settings.EMULATOR_PORT}`)
    this.#line = line
    const { drop, duplicate, late } = world.faults ?? {}
    this.#faults = {
      seed: world.seed ?? 1,
      callbacks: { ...(drop && { drop }), ...(duplicate && { duplicate }), ...(late && { reorder: true }) },
    }
    this.machines = machinesOf(ground, this.#plane)
    this.outside = new StackOutside(ground, this.#plane)
  }

  static async set(ground: StackGround, setting: Setting): Promise<StackStage> {
    const { flow, ...others } = setting
    const line = demoLineOf(flow) ?? (await ground.lines.answering(flow))
    const stage = new StackStage(ground, { ...others, line })
    await stage.#plane.reset()
    await stage.#plane.faults(stage.#faults)
    return stage
  }

  async dials(from: string | null, saidAt?: number): Promise<StagedCall> {
    if (saidAt !== undefined) throw new Error('the stack goes by the machine’s clock: no call comes in at another time')
    const call = new StackCall(this.#ground, this.#plane, await this.#plane.dial(from ?? 'anonymous', this.#line))
    this.#calls.push(call)
    return call
  }

  phone(name: string): StagedPhone {
    return stackPhone(this.#plane, {
      name,
      number: numberOf(name),
      since: this.#since,
      heard: (number) => this.#heardBy(number),
    })
  }

  phoneOutside(address: string): StagedPhone {
    const heard = (number: string): Promise<string> => this.#heardBy(number)
    return stackPhone(this.#plane, { name: address, number: address, since: this.#since, heard })
  }

  async #heardBy(number: string): Promise<string> {
    const heard = await Promise.all(this.#calls.map((call) => call.heardBy(number)))
    return heard.findLast((sentence) => sentence !== undefined) ?? ''
  }

  /** The demo's lines stay as they are: what changes them is proven in virtual time. */
  get office(): StagedOffice {
    throw new Error('nobody rearranges the office while the stack is played')
  }

  async passes(ms: number): Promise<void> {
    await pause(ms)
  }

  async until(isSo: () => boolean | Promise<boolean>, within: number): Promise<boolean> {
    const end = Date.now() + Math.max(within, 1) + MACHINES_THINK
    while (!(await isSo())) {
      if (Date.now() > end) return false
      await pause(80)
    }
    return true
  }

  async timeline(): Promise<string> {
    return (await Promise.all(this.#calls.map((call) => call.timeline()))).join('\n\n')
  }

  async clearUp(): Promise<readonly string[]> {
    for (const call of this.#calls) if (!(await call.look()).ended) await call.hangsUp()
    const closed = await Promise.all(
      this.#calls.map(
        async (call) =>
          (await this.until(async () => (await call.story()).outcome !== null, CALLS_CLOSE)) ||
          `call ${call.id} never closed`,
      ),
    )
    const complaints = closed.filter((complaint) => typeof complaint === 'string')
    for (const call of this.#calls)
      if (!(await this.until(async () => (await call.openLegs()) === 0, LEGS_END)))
        complaints.push(`call ${call.id} left a leg behind`)
    const told = complaints.length > 0 ? [...complaints, await this.timeline()] : []
    await this.outside.stop()
    await this.#plane.reset()
    return told
  }
}

/** Real machines need a moment that virtual ones do not. Milliseconds. */
const MACHINES_THINK = 1500
const CALLS_CLOSE = 40_000
const LEGS_END = 15_000

/** The demo's own flows are called on the demo's own lines. */
function demoLineOf(flow: Flow): string | undefined {
  const name = new Map<Flow, string>([
    [sales, 'Sales'],
    [support, 'Support'],
    [quick, 'Quick'],
  ]).get(flow)
  return harbourBikes.lines.find((line) => line.name === name)?.e164
}

function numberOf(name: string): string {
  const person = harbourBikes.people.find((one) => one.name === name)
  if (!person?.phone) throw new Error(`${name} has no phone in the demo data`)
  return person.phone
}

function machinesOf({ supervisor }: StackGround, plane: ControlPlane): Machines {
  return {
    async kill(name) {
      supervisor.kill(name)
    },
    takeDown: (name) => supervisor.takeDown(name),
    bringUp: (name) => supervisor.bringUp(name),
    async freeze(name) {
      supervisor.freeze(name)
    },
    async thaw(name) {
      supervisor.thaw(name)
    },
    trouble: (faults) => plane.faults(faults),
  }
}
