import { afterAll, beforeAll, describe, inject, test } from 'vitest'
import { scenarios } from '#test/scenarios/all.ts'
import { play } from '../play.ts'
import { VirtualStage } from '../virtual/virtual-stage.ts'
import { TemporalDriver } from './temporal-driver.ts'
import { TemporalGround } from './temporal-ground.ts'

let ground: TemporalGround
beforeAll(async () => {
  ground = await TemporalGround.start({ workflowBundle: inject('workflowBundle'), temporalTestServer: inject('temporalTestServer') })
})
afterAll(() => ground.stop())

describe('on the real workflows', () => {
  for (const [index, scenario] of scenarios.entries()) {
    if (!scenario.drivers.includes('temporal')) continue
    test(scenario.title, async () => {
      const driver = await TemporalDriver.on(ground)
      await play(scenario, new VirtualStage(driver, scenario, `scenario-${index}`))
    })
  }
})
