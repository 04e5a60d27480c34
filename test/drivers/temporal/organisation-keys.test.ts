import type { Payload } from '@temporalio/common'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import { sealOf } from '#infra/temporal/sealed.ts'
import { play } from '#test/drivers/play.ts'
import { VirtualStage } from '#test/drivers/virtual/virtual-stage.ts'
import { scenarios } from '#test/scenarios/all.ts'
import { PatientGround } from './patient-ground.ts'
import { TemporalDriver } from './temporal-driver.ts'

let ground: PatientGround
beforeAll(async () => {
  ground = await PatientGround.start({
    workflowBundle: inject('workflowBundle'),
    temporalTestServer: inject('temporalTestServer'),
    keys: [{ id: 'k1', key: new Uint8Array(32).fill(1) }],
  })
})
afterAll(() => ground.stop())

test('everything that Temporal keeps of a call is encrypted with the key of its organisation, whoever wrote it', async () => {
  const [scenario] = scenarios.filter(({ budget }) => budget === 'chain of 3, third accepts')
  if (!scenario) throw new Error('there is no such scenario')
  const driver = await ground.play(async (fresh) => {
    const own = await TemporalDriver.on(fresh)
    await inOrganisation('o1', () => play(scenario, new VirtualStage(own, scenario, 'organisation-keys')))
    return own
  })
  const [call] = driver.calls
  const history = await call?.workflow.handle.fetchHistory()
  const writing = (history?.events ?? []).filter((event) => payloadsIn(event).length > 0)
  expect(writing).toEqual(
    expect.arrayContaining(WRITE.map((name) => expect.objectContaining({ [name]: expect.anything() }))),
  )
  const payloads = writing.flatMap((event) => payloadsIn(event))
  expect(new Set(payloads.map((payload) => sealOf(payload)?.organisation))).toEqual(new Set(['o1']))
})

/** Of whom there is something to read in the history of every call: its input, what it is told and answers, its orders, its end. */
const WRITE = [
  'workflowExecutionStartedEventAttributes',
  'workflowExecutionSignaledEventAttributes',
  'workflowExecutionUpdateAcceptedEventAttributes',
  'workflowExecutionUpdateCompletedEventAttributes',
  'markerRecordedEventAttributes',
  'workflowExecutionCompletedEventAttributes',
]

/** Every payload in a part of a history, search attributes and what the SDK writes for itself left out. */
function payloadsIn(part: unknown): readonly Payload[] {
  if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return []
  if ('metadata' in part && 'data' in part && part.data instanceof Uint8Array) return [part as Payload] // a payload is what has these two
  // of a marker, which holds what a local activity answered, the SDK's own part is called `data`
  const isMarker = 'markerName' in part
  return Object.entries(part).flatMap(([name, inside]) =>
    OWN.has(name) ? [] : payloadsIn(isMarker && name === 'details' ? without(inside, 'data') : inside),
  )
}

const OWN: ReadonlySet<string> = new Set(['searchAttributes', 'indexedFields', 'header'])

function without(part: unknown, name: string): unknown {
  return typeof part === 'object' && part !== null
    ? Object.fromEntries(Object.entries(part).filter(([own]) => own !== name))
    : part
}
