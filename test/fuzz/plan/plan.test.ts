import { expect, test } from 'vitest'
import { planOf } from './plan.ts'
import { faults, victims } from './troubles.ts'

const order = { seed: 7, calls: 40, rate: 1.5, kill: victims, faults, machines: 1, longHolds: false } as const

test('a seed gives the same plan every time, another seed another one', () => {
  expect(planOf(order)).toEqual(planOf(order))
  expect(planOf({ ...order, seed: 8 }).calls).not.toEqual(planOf(order).calls)
})

test('one call’s choices do not shift another’s: more calls, or no trouble, leave the first calls as they were', () => {
  const { calls } = planOf(order)
  expect(planOf({ ...order, calls: 80 }).calls.slice(0, 40)).toEqual(calls)
  expect(planOf({ ...order, kill: [], faults: [] }).calls).toEqual(calls)
})

test('nothing is killed and the carrier behaves unless that was asked for', () => {
  expect(planOf({ ...order, kill: [], faults: [] }).troubles).toEqual([])
  expect(
    planOf({ ...order, kill: ['web'], faults: ['slow'] }).troubles.every((one) =>
      one.kind === 'fault' ? one.fault === 'slow' : one.victim === 'web',
    ),
  ).toBe(true)
})

test('a few hundred calls meet every line, every trouble, and callers of every patience', () => {
  const { calls, troubles } = planOf({ ...order, calls: 300 })
  expect(new Set(calls.map(({ line }) => line)).size).toBe(8)
  expect(calls.filter(({ leavesAfter }) => leavesAfter < 1700).length).toBeGreaterThan(30)
  expect(calls.filter(({ leavesAfter }) => leavesAfter > 25_000).length).toBeGreaterThan(10)
  expect(new Set(troubles.flatMap((one) => (one.kind === 'fault' ? [one.fault] : []))).size).toBe(faults.length)
  expect(
    new Set(troubles.flatMap((one) => (one.kind === 'fault' ? [] : [`${one.kind} ${one.victim}`]))).size,
  ).toBeGreaterThan(5)
})

test('some of what the carrier did not do leaves open whether it was done', () => {
  const { troubles } = planOf({ ...order, calls: 300, faults: ['errors'] })
  const statuses = new Set(troubles.flatMap((one) => (one.kind === 'fault' ? (one.order.api?.status ?? []) : [])))
  expect(statuses).toContain(502)
  expect(statuses).toContain(503)
})

test('with two machines either of the two is struck, with one only that one', () => {
  const struck = (machines: 1 | 2) =>
    new Set(
      planOf({ ...order, calls: 300, machines }).troubles.flatMap((one) => (one.kind === 'fault' ? [] : [one.victim])),
    )
  expect([...struck(1)].toSorted()).toEqual(['postgres', 'temporal', 'web', 'worker'])
  expect([...struck(2)].toSorted()).toEqual(['postgres', 'temporal', 'web', 'web-2', 'worker', 'worker-2'])
})

test('long holds pass the 8, 10 and 30 s after which the product does something else; others never do', () => {
  const holds = (longHolds: boolean) =>
    planOf({ ...order, calls: 300, longHolds }).troubles.flatMap((one) => (one.kind === 'hold' ? [one.lasts] : []))
  expect(holds(true).some((ms) => ms > 8000 && ms < 15_000)).toBe(true)
  expect(holds(true).some((ms) => ms > 30_000)).toBe(true)
  expect(Math.max(...holds(false))).toBeLessThanOrEqual(6000)
})

test('fifty calls a second are a burst, two are none', () => {
  const { isBurst, calls, legsPerSecond } = planOf({ ...order, calls: 250, rate: 50 })
  expect([isBurst, legsPerSecond]).toEqual([true, 200])
  expect(Math.max(...calls.map(({ at }) => at))).toBeLessThan(6000)
  expect(planOf({ ...order, rate: 2 }).isBurst).toBe(false)
})
