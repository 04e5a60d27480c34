import { readFileSync } from 'node:fs'
import { treeOf } from '#infra/tools/start/process-tree.ts'

/**
 * CPU time that a process has used so far, milliseconds: its own, that of all its living descendants, and that of the
 * dead ones that were waited for. Fields 14 to 17 of proc(5)'s stat, in ticks of 10 ms.
 * @throws Error where there is no /proc.
 */
export function cpuTime(pid: number): number {
  return treeOf(pid).reduce((sum, each) => sum + ticksOf(each) * TICK, 0)
}

/** Resident memory of one process, in bytes. */
export function residentMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  if (kilobytes === undefined) throw new Error(`process ${pid} tells no memory`)
  return Number(kilobytes) * 1024
}

/** CPU time that the whole machine has spent on processes since it started, milliseconds. */
export function machineTime(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (
    /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? ''
  )
    .split(' ')
    .map(Number)
  return (user + nice + system + irq + softirq) * TICK
}

function ticksOf(pid: number): number {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return 0 // it ended a moment ago; its parent has its time
  }
  // the name in front may hold spaces and brackets
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
}

/** Milliseconds; Linux counts a hundred ticks a second towards users, whatever the kernel's own are. */
const TICK = 10
