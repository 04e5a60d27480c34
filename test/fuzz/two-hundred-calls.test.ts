import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlanOrder } from './plan/plan.ts'
import { faults, victims } from './plan/troubles.ts'
import { report } from './report.ts'
import { playRound } from './round.ts'
import { setStage, type Stage } from './stage/stage.ts'

/** The random calls that guard main. They run in real time: each round takes about two minutes. */
const rounds: readonly PlanOrder[] = [
  { seed: 1, calls: 100, rate: 2, kill: [], faults, machines: 1, longHolds: false },
  { seed: 2, calls: 100, rate: 1.5, kill: victims, faults, machines: 2, longHolds: false },
]

/** A test proves no figure, on whatever machine it runs; `npm run fuzz` does. Milliseconds. */
const PATIENCE = 1500

let stage: Stage | undefined
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.stop())

test.each(rounds)(
  '$calls random calls, seed $seed: no invariant is broken, whatever the carrier does and whoever is killed ($kill, machines: $machines)',
  async (order) => {
    if (!stage) throw new Error('there is no stage')
    const round = await playRound(stage, order, { patience: PATIENCE })
    const lines = report(round, order)
    console.log(lines.at(-1))
    expect(round.complaints, lines.join('\n')).toEqual([])
  },
)
