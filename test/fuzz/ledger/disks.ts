import { readdir } from 'node:fs/promises'
import { callQueue } from '#infra/call-store/call-queue.ts'
import { listSetAside } from '#infra/call-store/set-aside.ts'
import type { Disks } from '../judge/left-over.ts'
import { secondFolder } from '../stage/machines.ts'
import type { Stage } from '../stage/stage.ts'

/** What lies in the disk queues of all machines. */
export async function disksOf({ ground: { settings } }: Pick<Stage, 'ground'>): Promise<Disks> {
  const queues = [settings.DATA_DIR, secondFolder(settings)].map(callQueue)
  const waiting = await Promise.all(queues.map((queue) => readdir(queue, { withFileTypes: true }).catch(() => [])))
  const setAside = await Promise.all(queues.map(listSetAside))
  return { waiting: waiting.flat().flatMap((entry) => (entry.isFile() ? [entry.name] : [])), setAside: setAside.flat() }
}
