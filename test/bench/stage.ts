import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { harbourBikes } from '#apps/web/demo-data.ts'
import { seed } from '#apps/web/seed.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { parseSettings, projectRoot, type Variables } from '#infra/env.ts'
import type { Settings } from '#infra/settings.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { build, webBuild } from '#infra/tools/start/build.ts'
import type { ChildPlan } from '#infra/tools/start/child.ts'
import { resetGround, startGround, type Ground } from '#infra/tools/start/ground.ts'
import { freePorts } from '#infra/tools/start/ports.ts'
import { migrate, planProduct, productVariables, type Product } from '#infra/tools/start/product.ts'
import { Supervisor } from '#infra/tools/start/supervisor.ts'
import { workflowBundle } from '#infra/temporal/workflow-bundle.ts'
import { recordsForm, type CallRecord, type Line, type Round } from './carrier/round.ts'
import { makeLines } from './lines.ts'
import { cpuTime } from './measure/processes.ts'
import { bundleNaive } from './naive/bundle.ts'
import { signedIn } from './signed-in.ts'

/** A part of a bench that runs in a process of its own; `main.ts` knows their files. */
export type Part =
  | 'carrier'
  | 'naive-web'
  | 'naive-worker'
  | 'sharing-worker'
  | 'bare-handler'
  | 'bare-stream'
  | 'browsers'

/**
 * The product on a ground of its own, thrown away afterwards: PostgreSQL that really writes to the disk, Temporal's
 * server, and whichever processes a bench starts. The carrier is `carrier/carrier.ts`.
 */
export class Stage {
  readonly organisation = harbourBikes.id
  readonly db: Database
  readonly dataDir: string
  readonly supervisor: Supervisor
  readonly #settings: Settings
  readonly #ground: Ground
  readonly #naivePort: number
  readonly #running: string[] = ['postgres', 'temporal']
  readonly #numbers: readonly string[]

  private constructor(given: {
    settings: Settings
    ground: Ground
    supervisor: Supervisor
    db: Database
    naivePort: number
    numbers: readonly string[]
  }) {
    this.db = given.db
    this.dataDir = given.settings.DATA_DIR
    this.supervisor = given.supervisor
    this.#settings = given.settings
    this.#ground = given.ground
    this.#naivePort = given.naivePort
    this.#numbers = given.numbers
  }

  /** Runs `bench` on a stage with the demo data and this many more lines, and leaves nothing of it behind. */
  static async with<T>(lines: number, bench: (stage: Stage) => Promise<T>): Promise<T> {
    const dataDir = mkdtempSync(join(tmpdir(), 'ringdown-bench-'))
    const [web = 0, carrier = 0, temporal = 0, temporalUi = 0, naivePort = 0] = await freePorts(5)
    const settings = parseSettings({
      DATA_DIR: dataDir,
      WEB_PORT: `${web}`,
      PUBLIC_URL: `http://127.0.0.1:${web}`,
      SIGNALWIRE_BASE_URL: `http://127.0.0.1:${carrier}`,
      TEMPORAL_PORT: `${temporal}`,
      TEMPORAL_UI_PORT: `${temporalUi}`,
      SIGNALWIRE_PROJECT: 'bench-project',
      SIGNALWIRE_TOKEN: 'bench-token',
      SIGNALWIRE_SIGNING_KEY: 'bench-signing-key',
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'error',
      BENCH: 'true',
    })
    const say = (line: string, who = 'bench') => process.stderr.write(`${who}: ${line}\n`)
    const supervisor = new Supervisor({ logFolder: join(dataDir, 'logs'), say })
    const stopped = () =>
      void supervisor
        .stop()
        .then(() => resetGround(dataDir))
        .finally(() => process.exit(1))
    process.once('SIGINT', stopped).once('SIGTERM', stopped)
    let db: Database | undefined
    try {
      const ground = await startGround({
        settings,
        supervisor,
        progress: { step: (_what, work) => work(() => {}), say },
      })
      await migrate(settings, ground)
      db = await openDatabase({ url: ground.DATABASE_APP_URL, poolSize: 2 })
      await seed(db, null)
      return await bench(
        new Stage({
          settings,
          ground,
          supervisor,
          db,
          naivePort,
          numbers: await makeLines(db, harbourBikes.id, lines),
        }),
      )
    } finally {
      await db?.close()
      await supervisor.stop()
      await resetGround(dataDir)
      process.off('SIGINT', stopped).off('SIGTERM', stopped)
    }
  }

  /** Processes of the product, started and answering. */
  async startProduct(...names: readonly Exclude<keyof Product, 'emulator'>[]): Promise<void> {
    if (names.includes('web') && !existsSync(join(projectRoot, 'build/web/server/index.js'))) await build(webBuild)
    if (names.includes('worker')) await workflowBundle() // the worker would make it itself, and stay large from it
    const product = planProduct(this.#settings, this.#ground, { demo: true })
    for (const name of names) {
      await this.supervisor.start(
        name === 'web' && !names.includes('worker')
          ? { ...product.web, isReady: answers(`${this.#settings.PUBLIC_URL}/healthz`) }
          : product[name],
      )
      this.#running.push(name)
    }
  }

  /** A part of the bench; `variables` come on top of the product's. */
  async startPart(name: Part, variables: Variables = {}): Promise<void> {
    if (name === 'naive-worker') await bundleNaive(this.dataDir, 'naive')
    if (name === 'sharing-worker') await bundleNaive(this.dataDir, 'sharing')
    const naive = { WEB_PORT: `${this.#naivePort}`, PUBLIC_URL: this.url('naive') }
    const own: Variables = {
      ...productVariables(this.#settings, this.#ground),
      ...((name.startsWith('naive') || name === 'sharing-worker') && naive),
      ...variables,
    }
    const plan: ChildPlan = {
      name,
      program: process.execPath,
      arguments: ['test/bench/main.ts', `--part=${name}`],
      variables: own,
      tier: 'app',
      folder: projectRoot,
    }
    const health: Partial<Record<Part, string>> = {
      carrier: `${this.#settings.SIGNALWIRE_BASE_URL}/bench/health`,
      'naive-web': `${this.url('naive')}/healthz`,
      'bare-handler': `${own['PUBLIC_URL']}/`,
      'bare-stream': `${own['PUBLIC_URL']}/`,
    }
    const url = health[name]
    await this.supervisor.start(url === undefined ? plan : { ...plan, isReady: answers(url) })
    this.#running.push(name)
  }

  /** Signs somebody of the demo data in at the product's web, from wherever `from` says. @returns the cookies of their browser. */
  signIn(email: string, from = '10.0.0.1'): Promise<string> {
    return signedIn({
      identityUrl: this.#ground.DATABASE_IDENTITY_URL,
      publicUrl: this.url('product'),
      secret: this.#ground.TOKEN_SECRET,
      email,
      from,
    })
  }

  /** Where the web of a build answers. */
  url(build: 'product' | 'naive'): string {
    return build === 'product' ? this.#settings.PUBLIC_URL : `http://127.0.0.1:${this.#naivePort}`
  }

  /** The addresses of the lines at a build's web, as the carrier calls them. */
  lines(build: 'product' | 'naive'): readonly Line[] {
    const urls = carrierUrls({ publicUrl: this.url(build), secret: this.#ground.TOKEN_SECRET })
    return this.#numbers.map((number) => ({
      documentUrl: urls.of({ to: 'number-document', number }),
      statusUrl: urls.of({ to: 'number-status', organisation: this.organisation, number }),
    }))
  }

  /** Has the carrier play a round of calls, to one line after another. */
  async round(build: 'product' | 'naive', round: Omit<Round, 'lines'>): Promise<readonly CallRecord[]> {
    const whole: Round = { lines: [...this.lines(build)], ...round }
    const seconds = round.calls / round.perSecond + round.patience / 1000 + 10
    const answer = await fetch(`${this.#settings.SIGNALWIRE_BASE_URL}/bench/round`, {
      method: 'POST',
      body: JSON.stringify(whole),
      signal: AbortSignal.timeout(seconds * 1000),
    })
    if (!answer.ok) throw new Error(`the carrier would not play a round: ${await answer.text()}`)
    return recordsForm.parse(await answer.json())
  }

  /** CPU time used so far by each process with its descendants, milliseconds; the carrier's is not ours to make cheap. */
  cpuTimes(): ReadonlyMap<string, number> {
    return new Map(
      this.#running.filter((name) => name !== 'carrier').map((name) => [name, cpuTime(this.supervisor.pid(name))]),
    )
  }
}

function answers(url: string): () => Promise<boolean> {
  return async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) })
    await response.body?.cancel()
    return response.ok
  }
}
