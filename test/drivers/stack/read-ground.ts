import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Where the ground of a data folder was laid, as `startGround` wrote it down. */
export function readGround(dataDir: string): { readonly DATABASE_APP_URL: string } {
  return z.object({ DATABASE_APP_URL: z.string() }).parse(JSON.parse(readFileSync(join(dataDir, 'ground.json'), 'utf8')))
}
