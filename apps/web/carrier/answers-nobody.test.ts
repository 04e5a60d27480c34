import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AnswersNobody } from './answers-nobody.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

test('a burst of questions without an answer keeps nobody else from asking', () => {
  const breaker = new AnswersNobody(2000)
  expect(Array.from({ length: 50 }, () => breaker.failure())).not.toContain(true)
})

test('an engine that answers somebody now and then is asked on', () => {
  const breaker = new AnswersNobody(2000)
  for (let seconds = 0; seconds < 10; seconds += 1) {
    expect(breaker.failure()).toBe(false)
    breaker.success()
    vi.advanceTimersByTime(1000)
  }
})

test('an engine that has answered nobody for two seconds is spared', () => {
  const breaker = new AnswersNobody(2000)
  breaker.failure()
  vi.advanceTimersByTime(2000)
  expect(breaker.failure()).toBe(true)
})
