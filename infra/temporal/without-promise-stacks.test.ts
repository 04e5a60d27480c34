import { once } from 'node:events'
import threads from 'node:worker_threads'
import { expect, test } from 'vitest'
import { withoutPromiseStacks } from './without-promise-stacks.ts'

const ASKS = `
  const { parentPort } = require('node:worker_threads')
  let says = 'a hook'
  try { require('node:v8').promiseHooks.createHook({ init() {} })() } catch (error) { says = error.message }
  parentPort.postMessage(says)`

test('threads begun meanwhile have no promise hooks, as the workflow threads’ SDK is told; others have them', async () => {
  const says = async () => (await once(new threads.Worker(ASKS, { eval: true }), 'message'))[0]
  expect(await withoutPromiseStacks(says)).toBe('workflow threads have no promise hooks')
  expect(await says()).toBe('a hook')
})
