import { expect, test } from 'vitest'
import { callCan, mayFollow, type CallState } from './call-states.ts'

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

test.each<[string, CallState, CallState, boolean]>([
  ['who is rung may be talked to', 'ringing', 'talking', true],
  ['after a talk a voicemail may come', 'talking', 'recording', true],
  ['nobody talks before anybody rang', 'listening', 'talking', false],
  ['the document keeps the call to its end', 'document-driven', 'ringing', false],
  ['what has ended stays ended', 'ended', 'ringing', false],
])('%s', (_sentence, from, to, may) => {
  expect(mayFollow(from, to)).toBe(may)
})
