import { expect, test } from 'vitest'
import { aCall, aLeg, aPhone } from '../examples.ts'
import { callOfLeg, currentLeg, fold, nothingYet } from './live-state.ts'

const older = aCall({ id: 'older', startedAt: '2026-03-02T08:00:00.000Z' })
const newer = aCall({ id: 'newer', startedAt: '2026-03-02T09:00:00.000Z' })

test('calls stand newest first, whatever order they come in', () => {
  const state = [newer, older].reduce((known, call) => fold(known, { kind: 'call', call }), nothingYet)
  expect(state.calls.map(({ id }) => id)).toEqual(['newer', 'older'])
})

test('hearing an event twice changes nothing', () => {
  const once = fold(nothingYet, { kind: 'call', call: newer })
  expect(fold(once, { kind: 'call', call: newer })).toEqual(once)
})

test('a later event replaces what was known of a phone and leaves the others', () => {
  const ben = aPhone({ number: '+12025550122', name: 'Ben' })
  const before = fold(nothingYet, { kind: 'snapshot', snapshot: { calls: [], phones: [ben, aPhone()], numbers: [] } })
  const after = fold(before, { kind: 'phone', phone: aPhone({ state: 'ringing' }) })
  expect(after.phones.map(({ name, state }) => [name, state])).toEqual([
    ['Ana', 'ringing'],
    ['Ben', 'idle'],
  ])
})

test('a reset ends all calls and keeps phones and numbers', () => {
  const numbers = [{ number: '+12025550100', name: 'Sales line' }]
  const before = fold(nothingYet, {
    kind: 'snapshot',
    snapshot: { calls: [newer], phones: [aPhone({ state: 'ringing', legs: [aLeg()] })], numbers },
  })
  const after = fold(before, { kind: 'reset' })
  expect(after.calls).toEqual([])
  expect(after.phones).toEqual([aPhone()])
  expect(after.numbers).toEqual(numbers)
})

test('a person who talks is on that leg; a phone that only rings shows what rings longest', () => {
  const long = aLeg({ id: 'long', ringingAt: '2026-03-02T09:00:01.000Z' })
  const short = aLeg({ id: 'short', ringingAt: '2026-03-02T09:00:09.000Z' })
  expect(currentLeg(aPhone({ legs: [short, long] }))?.id).toBe('long')
  expect(currentLeg(aPhone({ legs: [short, long, aLeg({ id: 'talk', state: 'answered' })] }))?.id).toBe('talk')
  expect(currentLeg(aPhone({ legs: [aLeg({ state: 'ended' })] }))).toBeUndefined()
})

test('a leg leads to the call that it was placed for', () => {
  const state = fold(nothingYet, { kind: 'call', call: aCall({ legs: [aLeg()] }) })
  expect(callOfLeg(state, 'leg')?.id).toBe('one')
  expect(callOfLeg(state, 'other')).toBeUndefined()
})
