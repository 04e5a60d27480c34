import { expect, test } from 'vitest'
import { callCan, type CallState } from './call-states.ts'

test.each<[CallState, boolean]>([
  ['listening', true],
  ['ringing', true],
  ['talking', true],
  ['recording', true],
  ['document-driven', true],
  ['ended', false],
])('a call that is %s can be hung up: %s', (state, can) => {
  expect(callCan.hangUp({ state })).toBe(can)
})
