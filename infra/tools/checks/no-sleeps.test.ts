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
  'activities/after/watch-carrier.test.ts':
    'a carrier that takes 5 ms for each piece: a look ends after seconds that are real',
  'activities/calls/dial-legs.test.ts': 'a dial counts as answered late by how long it took',
  'activities/calls/dialled-again.test.ts': 'an order that joins itself does nothing by which that could be known',
  'activities/calls/move-caller.test.ts': 'a row that takes longer than a counted move waits for it',
  'apps/web/app/at-once.test.ts': 'two real connections meet at every offset',
  'apps/web/app/calls/secret-happening.test.ts': 'how long a stream that tells nothing more is listened to',
  'apps/web/carrier/stand-in.test.ts': 'an engine that takes its time, which is measured',
  'apps/web/server/bounded-server.test.ts': 'Node’s server closes connections by its own clock',
  'infra/outgoing/guarded-fetch.test.ts': 'a server that sends slowly over a real connection',
  'infra/tools/start/supervisor.test.ts': 'how often real processes are asked for',
}
