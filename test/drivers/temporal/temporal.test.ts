import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { kept } from '#test/histories/kept.ts'
import { scenarios } from '#test/scenarios/all.ts'
import { play } from '../play.ts'
import { VirtualStage } from '../virtual/virtual-stage.ts'
import { PatientGround } from './patient-ground.ts'
import { TemporalDriver } from './temporal-driver.ts'

/** Recorded by `node test/histories/record.ts`. */
const figures: Record<string, number> = JSON.parse(readFileSync(new URL('events.json', kept), 'utf8'))

/** What a call may take, whatever was measured. What follows a voicemail is counted in `after-call.test.ts`. */
const GATES: Readonly<Record<string, number>> = { 'chain of 3, third accepts': 36, 'ring-all of 5': 30 }

/** What was measured and a tenth more, or a workflow task more: news of the same moment may or may not share one. */
function budgetOf(name: string): number {
  const measured = figures[name]
  if (measured === undefined) throw new Error(`no figure for “${name}”: run node test/histories/record.ts --figures`)
  return Math.min(Math.max(Math.ceil(measured * 1.1), measured + 3), GATES[name] ?? Infinity)
}

let ground: PatientGround
beforeAll(async () => {
  ground = await PatientGround.start({
    workflowBundle: inject('workflowBundle'),
    temporalTestServer: inject('temporalTestServer'),
  })
})
afterAll(() => ground.stop())

describe('on the real workflows', () => {
  for (const [index, scenario] of scenarios.entries()) {
    if (!scenario.drivers.includes('temporal')) continue
    test(scenario.title, async () => {
      const driver = await ground.play(async (fresh) => {
        const own = await TemporalDriver.on(fresh)
        await play(scenario, new VirtualStage(own, scenario, `scenario-${index}`))
        return own
      })
      if (scenario.budget !== null) expect(driver.calls[0]?.view?.events).toBeLessThanOrEqual(budgetOf(scenario.budget))
    })
  }
})
