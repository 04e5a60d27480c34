import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { identityOf, isSameProcess, signalAll, treeOf } from './process-tree.ts'
import { writeWhole } from './secrets.ts'
import type { RunningChild } from './supervisor.ts'

const process_ = z.object({ name: z.string(), pid: z.number(), identity: z.string() })
const record = z.object({ supervisor: process_, children: z.array(process_) })

/** Who runs in a data folder, kept in DATA_DIR/run.json so that a later start finds what a kill -9 left behind. */
export type RunRecord = z.output<typeof record>

/** Writes down that we run here, with these children. */
export function writeRunRecord(dataDir: string, children: readonly RunningChild[]): void {
  const supervisor = { name: 'npm start', pid: process.pid, identity: identityOf(process.pid) ?? '' }
  writeWhole(recordFile(dataDir), JSON.stringify({ supervisor, children }, null, 2))
}

/** Nothing runs here any more. */
export function removeRunRecord(dataDir: string): void {
  rmSync(recordFile(dataDir), { force: true })
}

/** The `npm start` that is running in this folder now, if there is one. */
export function runningHere(dataDir: string): number | undefined {
  const supervisor = readRunRecord(dataDir)?.supervisor
  if (supervisor === undefined || supervisor.pid === process.pid) return undefined
  return isSameProcess(supervisor.pid, supervisor.identity) ? supervisor.pid : undefined
}

/** Ends the processes that a killed `npm start` left in this folder, and returns their names. PostgreSQL sees to itself. */
export async function endOrphans(dataDir: string): Promise<readonly string[]> {
  const lives = ({ pid, identity }: RunningChild) => isSameProcess(pid, identity)
  const orphans = (readRunRecord(dataDir)?.children ?? []).filter((child) => child.name !== 'postgres' && lives(child))
  const families = orphans.map(({ pid }) => treeOf(pid))
  signalAll(families.flat(), 'SIGCONT')
  signalAll(
    orphans.map(({ pid }) => pid),
    'SIGTERM',
  )
  for (let turn = 0; turn < 30 && orphans.some(lives); turn++) await pause(100)
  signalAll(
    families.flat().filter((pid) => identityOf(pid) !== undefined),
    'SIGKILL',
  )
  while (orphans.some(lives)) await pause(50)
  return orphans.map(({ name }) => name)
}

function readRunRecord(dataDir: string): RunRecord | undefined {
  try {
    return record.parse(JSON.parse(readFileSync(recordFile(dataDir), 'utf8')))
  } catch {
    return undefined // none, or half of one: then nothing is known to run
  }
}

function recordFile(dataDir: string): string {
  return join(dataDir, 'run.json')
}
