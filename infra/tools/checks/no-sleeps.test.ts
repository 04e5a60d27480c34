import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../env.ts'

it('unit tests wait for a condition or on a clock that they turn, and nowhere for real time', () => {
  const tests = globSync('{apps,activities,workflows,flows,infra}/**/*.test.{ts,tsx}', { cwd: projectRoot })
  expect(tests.length).toBeGreaterThan(200)
  const asleep = tests.filter((file) => file !== OWN && SLEEP.test(readFileSync(join(projectRoot, file), 'utf8')))
  expect(asleep.toSorted()).toEqual(Object.keys(REAL_TIME).toSorted())
})

const OWN = 'infra/tools/checks/no-sleeps.test.ts'

/** A wait for nothing but time: a promise of a timer, or Node's own. */
const SLEEP = /new Promise(<.*?>)?\(\(?resolve\)? => (void )?setTimeout\(|await (pause|sleep|after)\((?!\{)/

/** Who waits for real time all the same, and why. */
const REAL_TIME: Readonly<Record<string, string>> = {
  'activities/calls/dialled-again.test.ts': 'an order that joins itself does nothing by which that could be known',
  'activities/calls/move-caller.test.ts': 'a row that takes longer than a counted move waits for it',
}
