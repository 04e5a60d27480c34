import type { Scenario } from '#test/scenarios/scenario.ts'
import { castOn } from './cast.ts'
import type { Stage } from './stage.ts'

/** Plays a scenario and looks whether anything was left behind, however the scenario itself went. */
export async function play(scenario: Scenario, stage: Stage): Promise<void> {
  let failed = true
  try {
    await scenario.play(castOn(stage))
    failed = false
  } finally {
    const left = await stage.clearUp()
    if (!failed && left.length > 0) throw new Error(`${left.join('\n')}\n\n${await stage.timeline()}`)
  }
}
