import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startChild, type Child, type ChildPlan, type End } from './child.ts'
import { identityOf, isSameProcess, signalAll, treeOf } from './process-tree.ts'

/** A process that is running now, as it is written down for a later start to find. */
export interface RunningChild {
  readonly name: string
  readonly pid: number
  readonly identity: string
}

export interface SupervisorOptions {
  /** Where <name>.log goes. */
  readonly logFolder: string
  /** A line for the person at the screen; `who` is the child's name. */
  readonly say: (line: string, who?: string) => void
  /** Told after every change which processes are running. */
  readonly living?: (children: readonly RunningChild[]) => void
  /** How long a stopping child may take until it is killed, in milliseconds; 5 s for apps, then 3 s for the ground. */
  readonly patience?: Readonly<Record<ChildPlan['tier'], number>>
}

/**
 * Keeps a set of processes running, and stops them all, the ground last. One that dies is restarted, for ever and after
 * growing pauses: a database that restarts or a bug that somebody has found is no reason to hang up on everybody. A process
 * that dies three times before it was ever ready needs something fixed first: that fails its start, which is retried
 * all the same. Only if it is of the ground does everything end; no app takes the ground with it. Tests use it to kill,
 * freeze and hold down single processes.
 */
export class Supervisor {
  /** Resolves with a clear sentence when it gave up because of the ground; by then everything is stopped. Never otherwise. */
  readonly gaveUp: Promise<string>
  readonly #options: SupervisorOptions
  readonly #kept = new Map<string, Kept>()
  #stopping: Promise<void> | undefined
  #isGivingUp = false
  #giveUp: (sentence: string) => void = () => {}

  constructor(options: SupervisorOptions) {
    this.#options = options
    mkdirSync(options.logFolder, { recursive: true, mode: 0o700 })
    this.gaveUp = new Promise((resolve) => (this.#giveUp = resolve))
  }

  /** Starts a process and waits until it is ready. @throws Error when it is not within `within` (milliseconds), or dies three times before. */
  async start(plan: ChildPlan, within = 60_000): Promise<void> {
    if (this.#stopping !== undefined) throw new Error(`${plan.name} is not started: everything is being stopped`)
    const kept: Kept = { plan, child: undefined, wanted: true, began: 0, deaths: 0, wasReady: false }
    this.#kept.set(plan.name, kept)
    await this.#run(kept)
    await this.#untilReady(kept, within)
  }

  /**
   * Starts an app and waits until it is ready, however long that takes: what keeps it from starting is said once, and what
   * else runs goes on. @throws Error when everything is stopped before.
   */
  async startInTheEnd(plan: ChildPlan, within = 60_000): Promise<void> {
    try {
      await this.start(plan, within)
    } catch (error) {
      if (this.#stopping !== undefined) throw error
      this.#options.say(
        `${error instanceof Error ? error.message : String(error)}\n  It will be tried again. Everything else keeps running; Ctrl-C stops everything.`,
        plan.name,
      )
      await this.#untilReady(this.#known(plan.name), Infinity)
    }
  }

  /** The number of the running process. @throws Error when it is down. */
  pid(name: string): number {
    return this.#running(name).pid
  }

  /** Kills a process without warning; it is restarted like any that dies. */
  kill(name: string): void {
    this.#running(name).signal('SIGKILL')
  }

  /** Stops a process and all it started in their tracks, as a paused machine would. Sockets stay open, nothing answers. */
  freeze(name: string): void {
    this.#running(name).signal('SIGSTOP')
  }

  /** Lets a frozen process go on. */
  thaw(name: string): void {
    this.#running(name).signal('SIGCONT')
  }

  /** Ends a process and keeps it down until `bringUp`; by default without warning. Resolves when it is gone. */
  async takeDown(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const kept = this.#known(name)
    kept.wanted = false
    if (kept.child === undefined) return
    const { child } = kept
    if (signal === 'SIGKILL') child.signal(signal)
    else child.ask(signal)
    await child.ended
  }

  /** Starts again what was taken down, and waits until it is ready. */
  async bringUp(name: string, within = 60_000): Promise<void> {
    const kept = this.#known(name)
    Object.assign(kept, { wanted: true, failed: undefined })
    if (kept.child === undefined) await this.#run(kept)
    await this.#untilReady(kept, within)
  }

  /** Stops everything: the apps at once, then the ground. At most 8 s; whoever has not ended by then is killed. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopTier('app').then(() => this.#stopTier('ground'))
    return this.#stopping
  }

  /** For those who cannot wait: kills every process at once. */
  killAll(): void {
    for (const { child } of this.#kept.values()) child?.signal('SIGKILL')
  }

  async #run(kept: Kept): Promise<void> {
    const { plan } = kept
    const log = join(this.#options.logFolder, `${plan.name}.log`)
    kept.began = Date.now()
    const child = await startChild(plan, log, (line) => {
      if (this.#stopping === undefined) this.#options.say(line, plan.name)
    })
    kept.child = child
    if (this.#stopping !== undefined) child.signal('SIGKILL') // everything was stopped while this one was being prepared
    this.#tellLiving()
    void child.ended.then((end) => this.#died(kept, child, end))
  }

  async #died(kept: Kept, child: Child | undefined, end: End): Promise<void> {
    kept.child = undefined
    this.#tellLiving()
    if (this.#stopping !== undefined || !kept.wanted) return
    const lived = Date.now() - kept.began
    if (lived >= SETTLED) Object.assign(kept, { wasReady: true, deaths: 0, failed: undefined })
    kept.deaths += 1
    if (!kept.wasReady && kept.deaths >= DEATHS_AT_FIRST) {
      kept.failed = `${kept.plan.name} ended ${kept.deaths} times before it was ready (last: ${end}). ${this.#lastWords(kept.plan.name, child)}`
      if (kept.plan.tier === 'ground') return this.#end(kept.failed)
      if (kept.deaths === DEATHS_AT_FIRST && kept.plan.isReady === undefined)
        this.#options.say(kept.failed, kept.plan.name) // nobody waits for it, to whom it could be said
    }
    const wait = Math.min(FIRST_PAUSE * 2 ** (kept.deaths - 1), LONGEST_PAUSE)
    const again = kept.deaths === 1 ? '' : `, ${kept.deaths} times in a row,`
    this.#options.say(
      `ended (${end})${again} and is started again${wait < 1_000 ? '' : ` in ${Math.round(wait / 1_000)} s`}`,
      kept.plan.name,
    )
    await pause(wait)
    if (this.#stopping === undefined && kept.wanted && kept.child === undefined) {
      await this.#run(kept).catch((error: unknown) => this.#died(kept, undefined, String(error)))
    }
  }

  async #end(why: string): Promise<void> {
    this.#isGivingUp = true
    await this.stop()
    this.#giveUp(`Everything was stopped: ${why}`)
  }

  async #untilReady(kept: Kept, within: number): Promise<void> {
    const { plan } = kept
    const deadline = Date.now() + within
    while (plan.isReady !== undefined) {
      const isReady =
        kept.child !== undefined &&
        (await plan.isReady().catch((error: unknown) => void (kept.notReady = String(error))))
      if (isReady === true) return void Object.assign(kept, { wasReady: true, failed: undefined })
      if (kept.failed !== undefined && plan.tier === 'app' && within < Infinity) throw new Error(kept.failed)
      if (this.#isGivingUp) throw new Error(await this.gaveUp)
      if (this.#stopping !== undefined) throw new Error(`${plan.name} did not get ready before everything was stopped`)
      if (Date.now() > deadline) throw new Error(this.#lateness(kept, within))
      await pause(100)
    }
  }

  #lateness({ plan, child, notReady }: Kept, within: number): string {
    const why = notReady === undefined ? '' : ` (${notReady})`
    return `${plan.name} was not ready after ${within / 1000} s${why}. ${this.#lastWords(plan.name, child)}`
  }

  #lastWords(name: string, child: Child | undefined): string {
    const words = (child?.lastWords() ?? []).map((line) => `\n    ${line}`).join('')
    return `Its log is ${join(this.#options.logFolder, `${name}.log`)}; it said last:${words}`
  }

  async #stopTier(tier: ChildPlan['tier']): Promise<void> {
    const limit = (this.#options.patience ?? { app: 5_000, ground: 3_000 })[tier]
    const ends = [...this.#kept.values()].flatMap(({ plan, child }) =>
      plan.tier === tier && child !== undefined ? [endChild(child, plan.stopSignal ?? 'SIGTERM', limit)] : [],
    )
    await Promise.all(ends)
  }

  #tellLiving(): void {
    const living = [...this.#kept.values()].flatMap(({ plan, child }) => {
      const identity = child && identityOf(child.pid)
      return child === undefined || identity === undefined ? [] : [{ name: plan.name, pid: child.pid, identity }]
    })
    this.#options.living?.(living)
  }

  #known(name: string): Kept {
    const kept = this.#kept.get(name)
    if (kept === undefined) throw new Error(`There is no ${name} here, only ${[...this.#kept.keys()].join(', ')}`)
    return kept
  }

  #running(name: string): Child {
    const { child } = this.#known(name)
    if (child === undefined) throw new Error(`${name} is down just now`)
    return child
  }
}

interface Kept {
  readonly plan: ChildPlan
  child: Child | undefined
  /** What its last answer was when it was asked whether it is ready. */
  notReady?: string
  /** Why its start has failed, in a sentence with its last words; it is retried all the same. */
  failed?: string | undefined
  /** False while somebody holds it down on purpose. */
  wanted: boolean
  /** When it was last started, in milliseconds since 1970. */
  began: number
  /** How often it has died since it last ran for a while. */
  deaths: number
  /** Whether it ever was ready; of one that cannot be asked, whether it ever ran for a while. */
  wasReady: boolean
}

/** Deaths after which a start has failed, of a process that was never ready. */
const DEATHS_AT_FIRST = 3
/** A process that has run for this long has started well. In milliseconds, like the pauses. */
const SETTLED = 10_000
const FIRST_PAUSE = 200
const LONGEST_PAUSE = 30_000

/** Asks the process to end and kills it and its descendants when it has not after `limit` milliseconds. */
async function endChild(child: Child, signal: NodeJS.Signals, limit: number): Promise<void> {
  const descendants = treeOf(child.pid)
    .slice(1)
    .map((pid) => ({ pid, identity: identityOf(pid) }))
  child.signal('SIGCONT') // a frozen process would never hear the request
  child.ask(signal)
  const inTime = await Promise.race([child.ended.then(() => true), pause(limit, false, { ref: false })])
  if (!inTime) child.signal('SIGKILL')
  await child.ended
  const left = () => descendants.filter(({ pid, identity }) => identity !== undefined && isSameProcess(pid, identity))
  for (let turn = 0; turn < 5 && left().length > 0; turn++) await pause(100) // most end with their parent
  signalAll(
    left().map(({ pid }) => pid),
    'SIGKILL',
  )
}
