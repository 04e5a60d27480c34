import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { playTemplate, settingOf, templateScenarios } from '../template-scenarios.ts'
import { VirtualStage } from '../virtual/virtual-stage.ts'
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

test.each(templateScenarios().map((one, index) => ({ ...one, index })))('$title', async ({ index, ...one }) => {
  const unmet = await ground.play(async (fresh) =>
    playTemplate(one, new VirtualStage(await TemporalDriver.on(fresh), settingOf(one), `template-${index}`)),
  )
  expect(unmet).toEqual([])
})
