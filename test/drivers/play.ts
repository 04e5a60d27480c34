import type { Scenario } from '#test/scenarios/scenario.ts'
import { castOn } from './cast.ts'
import type { Stage } from './stage.ts'

/** Plays a scenario and looks whether anything was left behind, however the scenario itself went. */
export async function play(scenario: Scenario, stage: Stage): Promise<void> {
  const failure = await scenario.play(castOn(stage)).then(
    () => null,
    (error: unknown) => ({ error }),
  )
  const left = await stage.clearUp()
  if (failure) throw failure.error
  if (left.length > 0) throw new Error(`${left.join('\n')}\n\n${await stage.timeline()}`)
}
