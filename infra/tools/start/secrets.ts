import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const schema = z.object({
  tokenSecret: z.string().min(32),
  payloadKeys: z.string(),
  passwords: z.object({ superuser: z.string(), owner: z.string(), app: z.string() }),
})

/** Secrets that an installation makes for itself and keeps in DATA_DIR/secrets.json, readable by its owner only. */
export type Secrets = z.output<typeof schema>

/**
 * The secrets of this data folder, made at the first start.
 * @throws Error when the file is damaged: a new one could read neither the database nor Temporal's payloads.
 */
export function keepSecrets(dataDir: string): Secrets {
  const file = secretsFile(dataDir)
  if (!existsSync(file)) writeWhole(file, JSON.stringify(newSecrets(), null, 2))
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new Error(`${file} is damaged. Restore it, or start over with \`npm start -- --reset\`.`, { cause: error })
  }
}

/** Whether this data folder has made its secrets already. */
export function hasSecrets(dataDir: string): boolean {
  return existsSync(secretsFile(dataDir))
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(`${file}.part`, text, { mode: 0o600 })
  renameSync(`${file}.part`, file)
}

function newSecrets(): Secrets {
  const random = (bytes: number) => randomBytes(bytes).toString('hex')
  return {
    tokenSecret: random(32),
    payloadKeys: `k1:${randomBytes(32).toString('base64')}`,
    passwords: { superuser: random(16), owner: random(16), app: random(16) },
  }
}

function secretsFile(dataDir: string): string {
  return join(dataDir, 'secrets.json')
}
