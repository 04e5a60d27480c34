import { parentPort } from 'node:worker_threads'
import type { Sample } from './late-machine.ts'

/** Milliseconds between two pieces of work. */
const EVERY = 200
/** Milliseconds of processor time in a piece: about what a process of ours needs for a piece of news. */
const PIECE = 4

/** The thread of `LateMachine`: a short piece of work, again and again, until it is told to stop. */
let due = performance.now() + EVERY
let timer = setTimeout(work, EVERY)
parentPort?.once('message', () => clearTimeout(timer))

function work(): void {
  const began = process.threadCpuUsage()
  while (used(began) < PIECE);
  const now = performance.now()
  const sample: Sample = { at: Date.now(), late: Math.max(0, Math.round(now - due - used(began))) }
  parentPort?.postMessage(sample)
  due = now + EVERY
  timer = setTimeout(work, EVERY)
}

/** Milliseconds of processor time since then. */
function used(began: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(began)
  return (user + system) / 1000
}
