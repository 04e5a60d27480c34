import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { initialise, postgresPlan, superuserUrl } from '../../postgres/embedded.ts'
import { chooseHome } from '../../postgres/home.ts'
import { prepareDatabase } from '../../postgres/roles.ts'
import { startChild } from '../../tools/start/child.ts'
import { freePorts } from '../../tools/start/ports.ts'
import { migrate } from '../migrate.ts'

/** A migrated, empty database on a server of its own, for one test file. Nothing of it outlives `remove`. */
export interface TemporaryDatabase {
  readonly ownerUrl: string
  readonly appUrl: string
  /** As the role of sign-in. */
  readonly identityUrl: string
  readonly superuserUrl: string
  /** The server's process, for tests that freeze or kill it. */
  readonly pid: number
  remove(): Promise<void>
}

/** Starts one; takes about two seconds. @param settings further settings of the server, as `name=value`. */
export async function temporaryDatabase(...settings: readonly string[]): Promise<TemporaryDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'ringdown-database-'))
  chmodSync(folder, 0o755) // as root the server runs as another user, who must be able to pass
  const [port = 0] = await freePorts(1)
  const server = { home: chooseHome(folder), port, password: 'superuser', throwaway: true }
  await initialise(server)
  const usual = postgresPlan(server)
  const plan = { ...usual, arguments: [...usual.arguments, ...settings.flatMap((setting) => ['-c', setting])] }
  const child = await startChild(plan, join(folder, 'postgres.log'), () => undefined)
  const remove = async () => {
    child.ask('SIGINT')
    await child.ended
    await sleep(20) // its log is still being closed
    for (const gone of [folder, server.home.dataFolder]) rmSync(gone, { recursive: true, force: true })
  }
  try {
    while (!(await plan.isReady?.().catch(() => false))) await sleep(50)
    await prepareDatabase(superuserUrl(server), {
      database: 'ringdown',
      owner: { name: 'ringdown', password: 'owner' },
      app: { name: 'ringdown_app', password: 'app' },
      identity: { name: 'ringdown_identity', password: 'identity' },
    })
    const url = (who: string) => `postgres://${who}@127.0.0.1:${server.port}/ringdown`
    const urls = {
      ownerUrl: url('ringdown:owner'),
      appUrl: url('ringdown_app:app'),
      identityUrl: url('ringdown_identity:identity'),
    }
    await migrate(urls)
    return { ...urls, superuserUrl: superuserUrl(server), pid: child.pid, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
