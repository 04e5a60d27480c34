import { expect, test } from 'vitest'
import { playTemplate, settingOf, templateScenarios } from '../template-scenarios.ts'
import { VirtualStage } from '../virtual/virtual-stage.ts'
import { FastDriver } from './fast-driver.ts'

test.each(templateScenarios())('$title', async (one) => {
  expect(await playTemplate(one, new VirtualStage(new FastDriver(), settingOf(one)))).toEqual([])
})
