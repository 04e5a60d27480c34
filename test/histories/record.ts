import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { findTestServer } from '#infra/temporal/server/find-tool.ts'
import { workflowBundle } from '#infra/temporal/workflow-bundle.ts'
import { play } from '#test/drivers/play.ts'
import { TemporalDriver } from '#test/drivers/temporal/temporal-driver.ts'
import { TemporalGround } from '#test/drivers/temporal/temporal-ground.ts'
import { VirtualStage } from '#test/drivers/virtual/virtual-stage.ts'
import { scenarios } from '#test/scenarios/all.ts'
import { kept, keptNames } from './kept.ts'

/**
 * Records the histories of the scenarios that have a budget, and how many events each took:
 * `node test/histories/record.ts`. A history that no longer replays is a call in flight that an
 * update would break: patch the workflow instead of recording again, unless no release has it.
 * With `--figures` only the figures are rewritten.
 */
const onlyFigures = process.argv.includes('--figures')
const ground = await TemporalGround.start({
  workflowBundle: await workflowBundle(),
  temporalTestServer: await findTestServer(),
})
const figures: Record<string, number> = {}
for (const scenario of scenarios) {
  if (scenario.budget === null) continue
  const driver = await TemporalDriver.on(ground)
  await play(scenario, new VirtualStage(driver, scenario, keptNames.fileOf(scenario.budget)))
  const [call] = driver.calls
  if (!call?.view) throw new Error(`${scenario.title} made no call`)
  figures[scenario.budget] = call.view.events
  if (!onlyFigures) {
    const history = historyToJSON(await call.workflow.handle.fetchHistory())
    await writeFile(
      fileURLToPath(new URL(`${keptNames.fileOf(scenario.budget)}.json`, kept)),
      `${JSON.stringify(JSON.parse(history))}\n`,
    )
  }
  console.log(`${scenario.budget}: ${figures[scenario.budget]} events`)
}
await writeFile(new URL('events.json', kept), `${JSON.stringify(figures, null, 2)}\n`)
await ground.stop()
