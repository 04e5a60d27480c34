import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * A mark that tells a process from a later one with the same number: its start time. Undefined when no such process
 * lives. A zombie counts as gone.
 */
export function identityOf(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxStat(pid)?.startedAt
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || undefined
    )
  } catch {
    return undefined // ps ends with 1 when there is no such process
  }
}

/** Whether this very process is still there. */
export function isSameProcess(pid: number, identity: string): boolean {
  return identityOf(pid) === identity
}

/** The process and everything it started that still belongs to it, parents first. */
export function treeOf(pid: number): readonly number[] {
  const children = parents()
  const tree = [pid]
  for (let at = 0; at < tree.length; at++) {
    for (const [child, parent] of children) if (parent === tree[at]) tree.push(child)
  }
  return tree
}

/** Sends a signal to each; those already gone are passed over. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // It ended between our look and our signal, which is what we wanted.
    }
  }
}

function parents(): Map<number, number> {
  if (process.platform !== 'linux') return new Map(listedByPs())
  const found = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) ? linuxStat(Number(entry)) : undefined
    if (stat !== undefined) found.set(Number(entry), stat.parent)
  }
  return found
}

function listedByPs(): [number, number][] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map((line) => {
    const [pid = '0', parent = '0'] = line.trim().split(/\s+/)
    return [Number(pid), Number(parent)]
  })
}

/** Fields 3, 4 and 22 of proc(5)'s stat; the name before them may hold spaces and brackets, hence the last bracket. */
function linuxStat(pid: number): { parent: number; startedAt: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z') return undefined
    return { parent: Number(fields[1]), startedAt: fields[19] ?? '' }
  } catch {
    return undefined
  }
}
