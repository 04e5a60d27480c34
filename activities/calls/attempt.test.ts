import { MockActivityEnvironment } from '@temporalio/testing'
import { expect, test } from 'vitest'
import { beating } from './attempt.ts'

test('the time is that of the server that gave out this try, whatever time it is here', async () => {
  const givenOut = Date.UTC(2020, 0, 1)
  const environment = new MockActivityEnvironment({
    attempt: 2,
    scheduledTimestampMs: givenOut - 3000,
    currentAttemptScheduledTimestampMs: givenOut,
  })
  const age = Number(await environment.run(() => beating(async (attempt) => attempt.now() - attempt.orderedAt)))
  expect(age).toBeGreaterThanOrEqual(3000)
  expect(age).toBeLessThan(3500)
})
