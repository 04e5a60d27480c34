import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Where the ground of a data folder was laid, as `startGround` wrote it down. */
export function readGround(dataDir: string): z.output<typeof ground> {
  return ground.parse(JSON.parse(readFileSync(join(dataDir, 'ground.json'), 'utf8')))
}

const ground = z.object({ DATABASE_APP_URL: z.string(), TEMPORAL_ADDRESS: z.string(), TOKEN_SECRET: z.string() })
