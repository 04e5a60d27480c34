import { fileURLToPath } from 'node:url'
import threads from 'node:worker_threads'

/**
 * Makes a worker whose workflow threads take no stack of each promise: for every one the SDK compiles a function, takes a
 * stack and maps it through the source map, a third of the threads' time and twenty stacks in memory for each open call. Only
 * the query `__stack_trace` is lost; it says so.
 *
 * The SDK has no setting for it, and a flag of the process would have to be given by everybody who starts one: the threads
 * that are begun meanwhile are given it here.
 */
export async function withoutPromiseStacks<T>(make: () => Promise<T>): Promise<T> {
  const { Worker } = threads
  threads.Worker = class extends Worker {
    constructor(file: string | URL, options: threads.WorkerOptions = {}) {
      super(file, { ...options, execArgv: [...(options.execArgv ?? process.execArgv), '--require', HOOK] })
    }
  }
  try {
    return await make()
  } finally {
    threads.Worker = Worker
  }
}

const HOOK = fileURLToPath(new URL('no-promise-hook.ts', import.meta.url))
