import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readGround } from '#test/drivers/stack/read-ground.ts'
import { listens } from '#infra/tools/start/ports.ts'
import type { Victim } from '../plan/troubles.ts'
import type { Stage } from '../stage/stage.ts'

/** How to ask, after a process is killed, whether another one does its work. To be called before the killing. */
export function isBack(
  victim: Victim,
  { ground: { settings, db }, second }: Pick<Stage, 'ground' | 'second'>,
): () => Promise<boolean> {
  switch (victim) {
    case 'web':
    case 'web-2':
      return () =>
        fetch(`http://127.0.0.1:${victim === 'web' ? settings.WEB_PORT : second}/healthz`, {
          signal: AbortSignal.timeout(2000),
        }).then(
          ({ ok }) => ok,
          () => false,
        )
    case 'postgres':
      return () =>
        db.migrationsPending().then(
          () => true,
          () => false,
        )
    case 'temporal': {
      const [host = '', port = ''] = readGround(settings.DATA_DIR).TEMPORAL_ADDRESS.split(':')
      return () => listens(host, Number(port))
    }
    case 'worker':
    case 'worker-2': {
      const log = join(settings.DATA_DIR, 'logs', `${victim}.log`)
      const { size } = statSync(log)
      return async () => readFileSync(log).subarray(size).includes('The worker asks for calls')
    }
  }
}
