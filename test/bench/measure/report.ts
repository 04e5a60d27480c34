import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { cpuTime, machineTime } from './processes.ts'

/** What a bench hands over: its numbers, how its sides compare, and what was to be reached. */
export interface Findings {
  readonly figures: object
  readonly ratios: Readonly<Record<string, number>>
  readonly goals: Readonly<Record<string, Goal>>
  /** What is wrong on any machine, however calm, in sentences: the command fails. */
  readonly faults?: readonly string[]
}

/** Reached when `got` is at most `goal`. */
export interface Goal {
  readonly goal: number
  readonly got: number
  readonly met: boolean
}

/** A figure that must not be larger than this. One that could not be measured is not met. */
export function atMost(goal: number, got: number): Goal {
  return { goal, got, met: got <= goal }
}

/** Runs a bench and prints what it found as one line of JSON, with what can be said about the machine meanwhile. */
export async function report(bench: string, run: () => Promise<Findings>): Promise<Findings> {
  const began = { at: Date.now(), load: loadAverage(), all: machineTime(), own: cpuTime(process.pid) }
  const findings = await run()
  const elapsed = Date.now() - began.at
  const own = cpuTime(process.pid) - began.own
  const machine = {
    processors: cpus().length,
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    seconds: Math.round(elapsed / 1000),
    loadBefore: began.load,
    loadAfter: loadAverage(),
    // what others took away from us while we measured: 0 on a calm machine
    processorsBusyElsewhere: Math.max(0, Math.round(((machineTime() - began.all - own) / elapsed) * 100) / 100),
  }
  for (const fault of findings.faults ?? []) process.stderr.write(`${bench}: ${fault}\n`)
  if ((findings.faults ?? []).length > 0) process.exitCode = 1
  process.stdout.write(`${JSON.stringify({ bench, ...findings, machine })}\n`)
  return findings
}

/** Of one, five and fifteen minutes. */
function loadAverage(): string {
  return readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ')
}
