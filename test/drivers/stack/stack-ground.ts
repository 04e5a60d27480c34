import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { harbourBikes } from '#apps/web/demo-data.ts'
import { eventsOf, type KeptEvent } from '#infra/db/call/events-of.ts'
import { readCall, type CallRecord } from '#infra/db/call/read-call.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { projectRoot } from '#infra/env.ts'
import { settingsSchema, type Settings } from '#infra/settings.ts'
import { bringUp } from '#infra/tools/start/bring-up.ts'
import { resetGround } from '#infra/tools/start/ground.ts'
import { freePorts } from '#infra/tools/start/ports.ts'
import { Supervisor } from '#infra/tools/start/supervisor.ts'
import { SERVICE } from '../service.ts'
import { readGround } from './read-ground.ts'
import { ScenarioLines } from './scenario-lines.ts'

/** The whole product with all its processes, on ports and in a folder of its own. One for each test file. */
export class StackGround {
  readonly supervisor: Supervisor
  readonly settings: Settings
  /** As the product's own processes see it. */
  readonly db: Database
  readonly lines = new ScenarioLines(this)

  private constructor(supervisor: Supervisor, settings: Settings, db: Database) {
    this.supervisor = supervisor
    this.settings = settings
    this.db = db
  }

  /** @param settled settings besides its own ports and folder */
  static async start(settled: Readonly<Record<string, string>> = {}): Promise<StackGround> {
    const [web, emulator, temporal, temporalUi] = await freePorts(4)
    const settings = settingsSchema(projectRoot).parse({
      DATA_DIR: await mkdtemp(join(tmpdir(), 'ringdown-stack-')),
      WEB_PORT: web,
      EMULATOR_PORT: emulator,
      TEMPORAL_PORT: temporal,
      TEMPORAL_UI_PORT: temporalUi,
      WEBHOOKS_NEARBY: SERVICE,
      ...settled,
    })
    const said: string[] = []
    const say = (line: string, who?: string): void => void said.push(who ? `${who}: ${line}` : line)
    const supervisor = new Supervisor({ logFolder: join(settings.DATA_DIR, 'logs'), say })
    process.once('exit', () => supervisor.killAll()) // somebody has stopped the tests half way
    try {
      await bringUp({ settings, supervisor, progress: { step: (_what, work) => work(say), say }, throwaway: true })
      return new StackGround(
        supervisor,
        settings,
        await openDatabase({ url: readGround(settings.DATA_DIR).DATABASE_APP_URL, poolSize: 2 }),
      )
    } catch (error) {
      await supervisor.stop()
      throw new Error(`the stack does not start: ${String(error)}\n${said.join('\n')}`, { cause: error })
    }
  }

  /** A call as the team's pages would show it; null while nobody has written it. */
  async read(call: string): Promise<{ record: CallRecord; events: readonly KeptEvent[] } | null> {
    const key = { organisation: harbourBikes.id, call }
    const record = await readCall(this.db, key)
    return record && { record, events: await eventsOf(this.db, key) }
  }

  async stop(): Promise<void> {
    await this.db.close()
    await this.supervisor.stop()
    await resetGround(this.settings.DATA_DIR)
    await rm(this.settings.DATA_DIR, { recursive: true, force: true })
  }
}
