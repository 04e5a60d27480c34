import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, existsSync, renameSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Variables } from '../../env.ts'
import { signalAll, treeOf } from './process-tree.ts'

/** One process that is to be kept running. */
export interface ChildPlan {
  readonly name: string
  readonly program: string
  readonly arguments: readonly string[]
  readonly variables: Variables
  /** The ground (database, Temporal) is stopped after everything that stands on it. */
  readonly tier: 'ground' | 'app'
  readonly folder?: string
  /** The user it runs as, when not as ourselves. */
  readonly user?: { readonly uid: number; readonly gid: number }
  /** What asks it to end in good order; SIGTERM by default. */
  readonly stopSignal?: NodeJS.Signals
  /** Clears away what a sudden death leaves behind; before each start. */
  readonly prepare?: () => Promise<void>
  /** Asked until it says yes; what it throws is shown when patience ends. Absent, the process counts as ready as soon as it runs. */
  readonly isReady?: () => Promise<boolean>
  /** Which of its lines a person should see at once; by default warnings and errors. */
  readonly worthShowing?: (line: string, stream: 'stdout' | 'stderr') => string | undefined
}

/** How a process ended, in words: "exit code 1", "signal SIGKILL". */
export type End = string

/** A running process with its log. */
export interface Child {
  readonly pid: number
  readonly ended: Promise<End>
  /** The last lines it wrote. */
  lastWords(): readonly string[]
  /** To the process and all its descendants. */
  signal(signal: NodeJS.Signals): void
  /** To the process alone, so that it may end its own in good order. */
  ask(signal: NodeJS.Signals): void
}

/** Starts the process in a group of its own, so that a Ctrl-C at the terminal reaches only us. Its lines go into the log. */
export async function startChild(plan: ChildPlan, logFile: string, show: (line: string) => void): Promise<Child> {
  await plan.prepare?.()
  const started = spawn(plan.program, plan.arguments, {
    env: plan.variables,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(plan.folder !== undefined && { cwd: plan.folder }),
    ...plan.user,
  })
  const lastWords: string[] = []
  const ended = endOf(started)
  const log = openLog(logFile)
  log.write(`--- ${new Date().toISOString()} ${plan.name} starts\n`)
  const worthShowing = plan.worthShowing ?? warningOrError
  const keep = (line: string, stream: 'stdout' | 'stderr') => {
    log.write(`${line}\n`)
    lastWords.push(line)
    if (lastWords.length > 12) lastWords.shift()
    const shown = worthShowing(line, stream)
    if (shown !== undefined) show(shown)
  }
  const drained = [
    follow(started.stdout, (line) => keep(line, 'stdout')),
    follow(started.stderr, (line) => keep(line, 'stderr')),
  ]
  void ended.then(() => endGroup(started.pid))
  void Promise.all([ended, ...drained]).then(([end]) =>
    log.end(`--- ${new Date().toISOString()} ${plan.name} ended: ${end}\n`),
  )
  const pid = started.pid
  if (pid === undefined) throw new Error(`${plan.name} cannot be started: ${await ended}`)
  return {
    pid,
    ended,
    lastWords: () => lastWords,
    signal: (signal) => signalAll(treeOf(pid), signal),
    ask: (signal) => signalAll([pid], signal),
  }
}

function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`))
  })
}

/** What a process that died suddenly has left running in its group would hold ports and files that its successor needs. */
function endGroup(leader: number | undefined) {
  if (leader !== undefined && process.platform !== 'win32') signalAll([-leader], 'SIGKILL')
}

function follow(stream: Readable, line: (text: string) => void): Promise<void> {
  return new Promise((resolve) => {
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', line).once('close', resolve)
  })
}

function openLog(file: string) {
  if (existsSync(file) && statSync(file).size > 20_000_000) renameSync(file, `${file}.old`)
  return createWriteStream(file, { flags: 'a', mode: 0o600 })
}

/** Our processes write JSON lines (infra/log.ts) with pino's levels, 40 and more being trouble; bare stderr is trouble too. */
export function warningOrError(line: string, stream: 'stdout' | 'stderr'): string | undefined {
  if (!line.startsWith('{')) return stream === 'stderr' && line.trim() !== '' ? line : undefined
  try {
    const said: unknown = JSON.parse(line)
    if (typeof said !== 'object' || said === null) return undefined
    if (!('level' in said) || typeof said.level !== 'number' || said.level < 40) return undefined
    const text = 'msg' in said ? String(said.msg) : line
    const error = 'error' in said ? said.error : 'err' in said ? said.err : undefined
    const cause = typeof error === 'object' && error !== null && 'message' in error ? `: ${String(error.message)}` : ''
    return `${text}${cause}`
  } catch {
    return stream === 'stderr' ? line : undefined
  }
}
