import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identityOf, signalAll, treeOf } from '../tools/start/process-tree.ts'

/** What a running PostgreSQL writes about itself into its data folder. */
export interface Postmaster {
  readonly pid: number
  readonly folder: string
  readonly port: number
}

/** Reads the text of postmaster.pid (miscadmin.h: line 1 pid, 2 data folder, 3 start time, 4 port); undefined if it is none. */
export function parsePostmaster(text: string): Postmaster | undefined {
  const [pid = '', folder = '', , port = ''] = text.split('\n').map((line) => line.trim())
  if (!/^\d+$/.test(pid) || !/^\d+$/.test(port) || folder === '') return undefined
  return { pid: Number(pid), folder, port: Number(port) }
}

/**
 * Ends a server that lives on in the folder after its supervisor was killed: it would refuse us the folder. Leaves any
 * other process alone that happens to have the number from an old file.
 */
export async function endFormerServer(folder: string): Promise<void> {
  const former = parsePostmaster(await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => ''))
  if (former === undefined || former.folder !== folder || !(await isPostgres(former.pid))) return
  const family = treeOf(former.pid)
  signalAll([former.pid], 'SIGINT') // PostgreSQL's fast shutdown: sessions are cut, data is in order
  for (let turn = 0; turn < 50; turn++) {
    if (identityOf(former.pid) === undefined) return
    await pause(100)
  }
  signalAll(family, 'SIGKILL') // recovery at the next start mends what this leaves
  while (identityOf(former.pid) !== undefined) await pause(50)
}

async function isPostgres(pid: number): Promise<boolean> {
  if (identityOf(pid) === undefined) return false
  if (process.platform !== 'linux') return true
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.includes('postgres')
}
