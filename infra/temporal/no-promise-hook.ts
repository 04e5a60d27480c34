import v8 from 'node:v8'

/** Loaded first in a workflow thread: its SDK finds that hooks on promises cannot be had, as in other runtimes, and goes on. */
v8.promiseHooks.createHook = () => {
  // the SDK says on the console, once, that it goes on without stack traces; here that is meant
  const { warn } = console
  console.warn = () => {
    console.warn = warn
  }
  throw new Error('workflow threads have no promise hooks')
}
