import { afterAll, beforeAll, describe, test } from 'vitest'
import { scenarios } from '#test/scenarios/all.ts'
import { play } from '../play.ts'
import { StackGround } from './stack-ground.ts'
import { StackStage } from './stack-stage.ts'

let ground: StackGround
beforeAll(async () => {
  ground = await StackGround.start()
}, 240_000)
afterAll(() => ground?.stop())

describe('with every process', () => {
  for (const scenario of scenarios) {
    if (scenario.drivers.includes('stack')) test(scenario.title, async () => play(scenario, await StackStage.set(ground, scenario)))
  }
})
