import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Complaint } from './judge/judge.ts'
import type { PlanOrder } from './plan/plan.ts'
import { faults, victims } from './plan/troubles.ts'
import { report } from './report.ts'
import { playRound } from './round.ts'
import { setStage, type Stage } from './stage/stage.ts'

/** Of the random calls, those that guard main. They are in real time: each round takes about two minutes. */
const rounds: readonly PlanOrder[] = [
  { seed: 1, calls: 100, rate: 2, kill: [], faults, machines: 1, longHolds: false },
  { seed: 2, calls: 100, rate: 1.5, kill: victims, faults, machines: 2, longHolds: false },
]

/** A test proves no figure, on whatever machine it runs; `npm run fuzz` does. Milliseconds. */
const PATIENCE = 1500

/** What rows say of two things that cross each other within a moment: judged by the command, as it comes out one way or the other. */
const WORDS: ReadonlySet<Complaint['invariant']> = new Set(['the phones are true', 'the outcome is true'])

let stage: Stage | undefined
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.stop())

test.each(rounds)('$calls random calls, seed $seed: no invariant is broken, whatever the carrier does and whoever is killed ($kill, machines: $machines)', async (order) => {
  if (!stage) throw new Error('there is no stage')
  const round = await playRound(stage, order, { patience: PATIENCE })
  const complaints = round.complaints.filter(({ invariant }) => !WORDS.has(invariant))
  const lines = report({ ...round, complaints }, order)
  console.log(lines.at(-1))
  expect(complaints, lines.join('\n')).toEqual([])
})
