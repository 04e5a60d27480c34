import { expect, it } from 'vitest'
import type { Happening } from '#flows/call-events.ts'
import { concerns, foldLiveCalls, liveCallsRead, stateFor, withoutEnded, type LiveCalls, type NumberedNews } from './live-calls.ts'

const rings = (leg: string, name: string): Happening => ({ kind: 'rings', leg, carrier: null, member: name.toLowerCase(), name, address: '', seconds: 20, order: 'in-turn' })
const arrived: Happening = { kind: 'arrived', caller: 'Carla', number: 'Sales', flow: 'f', version: 1 }

function told(...happenings: readonly Happening[]): LiveCalls {
  return happenings.reduce<LiveCalls>((calls, what, index) => foldLiveCalls(calls, { call: 'c', number: 'n', at: index * 1000, node: null, what }), new Map())
}

it('tells who rings now, at which step, and since when', () => {
  const call = told(arrived, { kind: 'entered', title: 'Ask the team', node: 'priority-chain' }, rings('1', 'Ana')).get('c')
  expect(call).toMatchObject({ caller: 'Carla', numberName: 'Sales', step: 'Ask the team', ringing: [{ name: 'Ana', since: 2000, seconds: 20 }], talk: null })
})

it('rings the next when the first does not answer, and keeps who was rung', () => {
  const call = told(arrived, rings('1', 'Ana'), { kind: 'stopped-ringing', leg: '1', member: 'ana', name: 'Ana', why: 'no-answer', seconds: 20 }, rings('2', 'Ben')).get('c')
  expect(call?.ringing.map(({ name }) => name)).toEqual(['Ben'])
  expect([...(call?.rung ?? [])]).toEqual(['ana', 'ben'])
})

it('lists phones that were dialled at once in the order in which they were to ring, whichever began first', () => {
  const call = told(arrived, rings('2-3', 'Cy'), rings('2-1', 'Ana'), rings('2-2', 'Ben')).get('c')
  expect(call?.ringing.map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cy'])
})

it('stops ringing everybody as soon as somebody accepts', () => {
  const call = told(arrived, rings('1', 'Ana'), rings('2', 'Ben'), { kind: 'claimed', leg: '2', member: 'ben', name: 'Ben' }).get('c')
  expect(call).toMatchObject({ ringing: [], talk: { name: 'Ben', since: 3000 } })
})

it('knows nothing of a call that it has not seen come in', () => {
  expect(told(rings('1', 'Ana')).size).toBe(0)
})

it('shows a call for a moment after its end, and then no more', () => {
  const calls = told(arrived, rings('1', 'Ana'), { kind: 'ended', outcome: 'missed', seconds: 9 })
  expect(calls.get('c')).toMatchObject({ ended: { at: 2000, outcome: 'missed' }, ringing: [] })
  expect(withoutEnded(calls, { before: 1000 })).toBe(calls)
  expect(withoutEnded(calls, { before: 2000 }).size).toBe(0)
})

it('concerns those whose phones ring, whoever talks, and for three seconds those who are told who has it', () => {
  const call = told(arrived, rings('1', 'Ana'), rings('2', 'Ben'), { kind: 'claimed', leg: '2', member: 'ben', name: 'Ben' }, { kind: 'talking', leg: '2', member: 'ben', name: 'Ben' }).get('c')
  if (!call) throw new Error('the call is not there')
  const at = (member: string, now: number) => (concerns(call, { member, now }) ? stateFor(call, member) : 'quiet')
  expect([at('ben', 60_000), at('ana', 6_900), at('ana', 7_100), at('cy', 4_000)]).toEqual(['talking', 'taken', 'quiet', 'quiet'])
})

it('concerns nobody any more whose phone has made way for the next', () => {
  const call = told(arrived, rings('1', 'Ana'), { kind: 'stopped-ringing', leg: '1', member: 'ana', name: 'Ana', why: 'no-answer', seconds: 20 }, rings('2', 'Ben')).get('c')
  expect(call && ['ana', 'ben'].map((member) => concerns(call, { member, now: 4_000 }))).toEqual([false, true])
})

it('keeps a call that came in while older readings were under way, however many of them come back', () => {
  const news = (call: string, ...happenings: readonly Happening[]): NumberedNews[] => happenings.map((what, index) => ({ id: index, call, number: 'n', at: index * 1000, node: null, what }))
  const came = news('c', arrived, rings('1', 'Ana'))
  for (const read of [[], came.slice(0, 1), came]) expect(liveCallsRead(read, came).get('c')?.ringing).toHaveLength(1)
  expect(liveCallsRead([], came.slice(1)).size).toBe(0)
})
