import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Settings } from '#infra/settings.ts'
import { NOBODY_ELSE } from '#infra/tools/start/exposure.ts'
import { planProduct } from '#infra/tools/start/product.ts'
import type { StackGround } from '#test/drivers/stack/stack-ground.ts'

/** What a second machine of the installation is called in logs and troubles. */
export const SECOND = { web: 'web-2', worker: 'worker-2' } as const

/** The folder of a second machine's own disk, inside the first one's so that it goes with it. */
export function secondFolder({ DATA_DIR }: Pick<Settings, 'DATA_DIR'>): string {
  return join(DATA_DIR, 'second-machine')
}

/** Starts a web and a worker as on a second machine: the same database, engine and secrets, another disk and another port. */
export async function startSecondMachine({ settings, supervisor }: StackGround, port: number): Promise<void> {
  const ground = groundVariables.parse(JSON.parse(readFileSync(join(settings.DATA_DIR, 'ground.json'), 'utf8')))
  const files = settings.FILES_DIR ?? join(settings.DATA_DIR, 'files')
  const own: Settings = { ...settings, WEB_PORT: port, DATA_DIR: secondFolder(settings), FILES_DIR: files }
  const { web, worker } = planProduct(own, ground, { demo: true, host: NOBODY_ELSE })
  await Promise.all([
    supervisor.start({ ...worker, name: SECOND.worker }),
    supervisor.start({ ...web, name: SECOND.web }),
  ])
}

/** As `startGround` wrote it down. */
const groundVariables = z
  .object({
    DATABASE_URL: z.string(),
    DATABASE_APP_URL: z.string(),
    DATABASE_IDENTITY_URL: z.string(),
    TEMPORAL_ADDRESS: z.string(),
    TOKEN_SECRET: z.string(),
    PAYLOAD_KEYS: z.string(),
  })
  .catchall(z.string())
