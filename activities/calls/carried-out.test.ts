import { setImmediate as answered } from 'node:timers/promises'
import { MockActivityEnvironment } from '@temporalio/testing'
import { expect, test } from 'vitest'
import type { Attempt } from './attempt.ts'
import { carriedOut } from './carried-out.ts'

/** An order whose work lasts until it is told to answer. */
function slowOrder(name: string) {
  const answers: ((answer: string) => void)[] = []
  const attempts: Attempt[] = []
  const work = (attempt: Attempt): Promise<string> => {
    attempts.push(attempt)
    return new Promise((resolve) => answers.push(resolve))
  }
  const run = (isLocal: boolean, givenAt: number) =>
    new MockActivityEnvironment({ isLocal }).run<[], string, () => Promise<string>>(() =>
      carriedOut({ name, givenAt }, work),
    )
  return {
    attempts,
    answers: (answer: string, at = 0) => answers[at]?.(answer),
    ofATask: (givenAt = 1) => run(true, givenAt),
    again: (givenAt = 1) => run(false, givenAt),
  }
}

test('an order that outlasts its task begins nothing more until it is given again, as another process may have it', async () => {
  const order = slowOrder('ours')
  const task = order.ofATask()
  await expect.poll(() => order.attempts[0]?.isOurs()).toBe(true)
  await expect(task).rejects.toThrow(/longer than a workflow task/)
  expect(order.attempts[0]?.isOurs()).toBe(false)
  const again = order.again()
  await expect.poll(() => order.attempts[0]?.isOurs()).toBe(true)
  order.answers('done')
  expect(await again).toBe('done')
  expect(order.attempts).toHaveLength(1)
})

test('an answer that comes before the order is given again is taken by it, once', async () => {
  const order = slowOrder('kept')
  await expect(order.ofATask()).rejects.toThrow(/longer than a workflow task/)
  order.answers('the first')
  await answered()
  expect(await order.again()).toBe('the first')
  const later = order.again()
  await expect.poll(() => order.attempts).toHaveLength(2)
  order.answers('the second', 1)
  expect(await later).toBe('the second')
})

test('an answer that nobody has taken is not that of a later order of the same name', async () => {
  const order = slowOrder('later')
  await expect(order.ofATask(1)).rejects.toThrow(/longer than a workflow task/)
  order.answers('the first')
  await answered()
  const patient = order.again(2)
  await expect.poll(() => order.attempts).toHaveLength(2)
  order.answers('the second', 1)
  expect(await patient).toBe('the second')
  const task = order.ofATask(3)
  await expect.poll(() => order.attempts).toHaveLength(3)
  order.answers('the third', 2)
  expect(await task).toBe('the third')
})

test('a task that is done once more joins what the first has begun', async () => {
  const order = slowOrder('redone')
  const first = order.ofATask(1)
  const second = order.ofATask(2)
  order.answers('once')
  expect(await Promise.all([first, second])).toEqual(['once', 'once'])
  expect(order.attempts).toHaveLength(1)
})
