import { expect, test } from 'vitest'
import { callCan, type Deed, type OpenState, type Standing } from './call-states.ts'

test.each<[OpenState, readonly Standing[]]>([
  ['listening', ['admin']],
  ['ringing', ['on-the-call', 'admin']],
  ['accepted', ['on-the-call', 'admin']],
  ['talking', ['on-the-call', 'admin']],
  ['recording', ['admin']],
  ['document-driven', ['admin']],
  ['ended', []],
])('a call that is %s can be ended as: %j', (state, who) => {
  for (const as of ['on-the-call', 'admin'] as const) expect(callCan('end', { state, as })).toBe(who.includes(as))
  expect(callCan('end', { state, as: null })).toBe(false)
})

test.each<Deed>(['hold', 'resume', 'transfer'])('nobody can %s a call yet', (deed) => {
  for (const state of ['ringing', 'accepted', 'talking', 'document-driven'] as const)
    expect(callCan(deed, { state, as: 'admin' })).toBe(false)
})
