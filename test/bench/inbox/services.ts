import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openServices, type OpenServices } from '#apps/web/server/services.ts'
import type { TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { parseEnv } from '#infra/env.ts'

/** What the loaders work with, over this database; nothing else that it names is ever asked. */
export async function servicesOver(database: TemporaryDatabase): Promise<OpenServices> {
  const folder = mkdtempSync(join(tmpdir(), 'ringdown-bench-inbox-'))
  const env = parseEnv({
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    DATABASE_IDENTITY_URL: database.identityUrl,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    TOKEN_SECRET: 't'.repeat(40),
    PAYLOAD_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    SIGNALWIRE_BASE_URL: 'http://127.0.0.1:1',
    PUBLIC_URL: 'http://127.0.0.1:1',
    DATA_DIR: folder,
  })
  const { services, close } = await openServices({
    env,
    demo: false,
    tell: (message) => void process.stderr.write(`${message}\n`),
    actOnCall: async () => 'unanswered',
  })
  return {
    services,
    async close() {
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
