import { expect, test } from 'vitest'
import { Recording } from './recording.ts'

const limits = { maxSeconds: 20, silenceSeconds: 3 }

test('a recording in which nobody speaks ends after the time for the first word, and keeps nothing', () => {
  const recording = new Recording(1000, limits)
  expect(recording.endsAt).toBe(6000)
  expect(recording.secondsBy(6000)).toBeNull()
})

test('a message ends with its silence, which is no part of it', () => {
  const recording = new Recording(1000, limits)
  recording.says('Please call me back about the bicycle.', 2000)
  expect(recording.endsAt).toBe(2000 + 3000 + 3000)
  expect(recording.secondsBy(8000)).toBe(4)
})

test('nobody speaks longer than a message may last', () => {
  const recording = new Recording(0, limits)
  recording.says('a'.repeat(15 * 60), 0)
  expect(recording.endsAt).toBe(20_000)
  expect(recording.secondsBy(20_000)).toBe(20)
})

test('a caller ends their message by a key, and by no other one', () => {
  const recording = new Recording(0, limits)
  recording.says('Call me back.', 1000)
  recording.presses('1', 1500)
  expect(recording.endsAt).toBe(5000)
  recording.presses('#', 2000)
  expect(recording.endsAt).toBe(2000)
  expect(recording.secondsBy(2000)).toBe(2)
})
