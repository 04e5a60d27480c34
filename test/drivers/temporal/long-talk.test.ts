import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { support } from '#test/builders/flows.ts'
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

test('an hour of talk adds nothing to the history, although the ends of the losers were never told', async () => {
  await ground.play(async (fresh) => {
    const driver = await TemporalDriver.on(fresh)
    const stage = new VirtualStage(driver, { flow: support, others: [], world: { faults: { drop: 1 } } }, 'long-talk')
    await stage.dials('+12025550150')
    const ben = stage.phone('Ben')
    await stage.until(() => ben.picksUp(), 20_000)
    await ben.presses('1')
    await stage.passes(60_000)
    const [call] = driver.calls
    const after = async () => (await call?.workflow.handle.fetchHistory())?.events?.length
    const early = await after()
    await stage.passes(3_600_000)
    expect(await after()).toBe(early)
    expect(await stage.clearUp()).toEqual([])
  })
})
