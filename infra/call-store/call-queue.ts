import { join } from 'node:path'

/** The folder of what waits for the database; web and worker on one machine share it. */
export function callQueue(dataFolder: string): string {
  return join(dataFolder, 'web', 'waiting')
}
