import { expect, test } from 'vitest'
import { idle } from './idle.ts'

test('nothing is runnable any more, however long the chain of awaits was and whatever it began on its way', async () => {
  let reached = 0
  const goesOn = async (awaits: number): Promise<void> => {
    for (let count = 0; count < awaits; count += 1) await Promise.resolve()
    reached += 1
  }
  void goesOn(10_000).then(() => goesOn(10_000))
  await idle()
  expect(reached).toBe(2)
})

test('several may wait for it at once', async () => {
  let told = 0
  const tells = async (): Promise<void> => {
    await Promise.resolve()
    told += 1
  }
  const first = idle()
  void tells()
  await Promise.all([first, idle()])
  expect(told).toBe(1)
})
