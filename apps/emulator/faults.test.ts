import { expect, test } from 'vitest'
import { Faults, faultsOrder } from './faults.ts'

const fates = (seed: number) => {
  const faults = new Faults()
  faults.put(
    faultsOrder.parse({
      seed,
      callbacks: { drop: 0.3, duplicate: 0.3, delay: '2s', reorder: true },
      api: { rate: 0.5 },
    }),
  )
  return Array.from({ length: 50 }, () => [faults.callback(), faults.refusal()])
}

test('the same seed brings the same trouble, another seed other trouble', () => {
  expect(fates(42)).toEqual(fates(42))
  expect(fates(42)).not.toEqual(fates(43))
})

test('every kind of fate comes up, and holds stay within a second of the delay', () => {
  const callbacks = fates(42).map(([fate]) => fate as ReturnType<Faults['callback']>) // the first of each pair is a callback's fate
  expect(new Set(callbacks.map((fate) => fate.copies))).toEqual(new Set([0, 1, 2]))
  for (const { holdMs } of callbacks) expect(holdMs).toBeGreaterThanOrEqual(2000)
  for (const { holdMs } of callbacks) expect(holdMs).toBeLessThan(3000)
})

test('what is not ordered does not happen', () => {
  const faults = new Faults()
  expect([faults.callback(), faults.refusal(), faults.losesAnswer(), faults.slowMs]).toEqual([
    { copies: 1, holdMs: 0, unordered: false },
    undefined,
    false,
    0,
  ])
})
