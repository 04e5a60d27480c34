import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { race } from '#test/races/race.ts'
import { PatientGround } from './patient-ground.ts'
import { TemporalDriver } from './temporal-driver.ts'

let ground: PatientGround
beforeAll(async () => {
  ground = await PatientGround.start({
    workflowBundle: inject('workflowBundle'),
    temporalTestServer: inject('temporalTestServer'),
  })
})
afterAll(() => ground.stop())

const SEEDS = 200

test(
  `[S3, W13, pitfall 7] ${SEEDS} races on the real workflows have exactly one winner each and leave no leg behind`,
  { timeout: 240_000 },
  async () => {
    const orders = new Set<string>()
    let won = 0
    const began = performance.now()
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const {
        order,
        won: hasWinner,
        complaints,
      } = await ground.play((fresh) => race({ seed, driver: (listen) => TemporalDriver.on(fresh, listen), rush: true }))
      expect(complaints).toEqual([])
      orders.add(order)
      if (hasWinner) won += 1
    }
    console.log(
      `${SEEDS} races met ${orders.size} distinct orders, ${won} had a winner, ${(SEEDS / ((performance.now() - began) / 1000)).toFixed(1)} races a second`,
    )
    expect(won).toBeGreaterThan(SEEDS / 2)
  },
)
