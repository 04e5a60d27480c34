import { describe, test } from 'vitest'
import { scenarios } from '#test/scenarios/all.ts'
import { play } from '../play.ts'
import { VirtualStage } from '../virtual/virtual-stage.ts'
import { FastDriver } from './fast-driver.ts'

describe('in virtual time', () => {
  for (const scenario of scenarios) {
    if (scenario.drivers.includes('fast'))
      test(scenario.title, () => play(scenario, new VirtualStage(new FastDriver(), scenario)))
  }
})
