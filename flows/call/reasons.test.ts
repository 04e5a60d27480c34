import { expect, test } from 'vitest'
import sales from '../examples/sales.json' with { type: 'json' }
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { exampleArrival } from '../testing/example-arrival.ts'

/** A phone rings; the carrier's log has its leg as over from now on, and does not say why. */
async function stopsForNoReason(): Promise<{
  readonly rehearsal: Rehearsal
  readonly leg: string
  readonly at: number
}> {
  const rehearsal = new Rehearsal(exampleArrival(sales))
  await rehearsal.begin()
  await rehearsal.passes(15_000)
  const [leg] = rehearsal.world.legs
  expect(leg?.state).toBe('ringing')
  const at = rehearsal.clock.now()
  rehearsal.call.news({ kind: 'leg-ended', leg: leg?.id ?? '', why: 'unknown', at })
  return { rehearsal, leg: leg?.id ?? '', at }
}

const stopped = ({ events }: Rehearsal) =>
  events.flatMap(({ event: { what } }) => (what.kind === 'stopped-ringing' ? [{ leg: what.leg, why: what.why }] : []))

test('why a phone stopped is told by the callback that comes after the log was read', async () => {
  const { rehearsal, leg, at } = await stopsForNoReason()
  await rehearsal.passes(1000)
  expect(rehearsal.world.legs).toHaveLength(1)
  rehearsal.call.news({ kind: 'leg-ended', leg, why: 'declined', at })
  await rehearsal.passes(1000)
  expect(rehearsal.world.legs).toHaveLength(2)
  rehearsal.world.caller.hangUp()
  await rehearsal.finishes()
  expect(stopped(rehearsal)).toContainEqual({ leg, why: 'declined' })
})

test('where no callback says why, the next phone rings after three seconds, however often the log is read', async () => {
  const { rehearsal, leg, at } = await stopsForNoReason()
  await rehearsal.passes(2000)
  rehearsal.call.news({ kind: 'leg-ended', leg, why: 'unknown', at })
  await rehearsal.settle()
  expect(rehearsal.world.legs).toHaveLength(1)
  await rehearsal.passes(2000)
  expect(rehearsal.world.legs).toHaveLength(2)
  rehearsal.world.caller.hangUp()
  await rehearsal.finishes()
  expect(stopped(rehearsal)).toContainEqual({ leg, why: 'unknown' })
  expect(rehearsal.events.find(({ key }) => key === `stopped-ringing:${leg}`)?.event.at).toBe(at)
})

test('nobody accepts by a phone that has stopped', async () => {
  const { rehearsal, leg } = await stopsForNoReason()
  expect(rehearsal.call.claim({ leg }).kind).toBe('late')
})
