import { expect, test } from 'vitest'
import sales from '../examples/sales.json' with { type: 'json' }
import { exampleArrival } from '../testing/example-arrival.ts'
import { Rehearsal } from './rehearsal.ts'

test('a caller who presses # after their message is thanked at once', async () => {
  const { world, rehearsal } = await atVoicemail()
  world.caller.say('Please call me back about the blue bicycle.')
  await rehearsal.passes(4000)
  world.caller.press('5')
  await rehearsal.passes(100)
  expect(world.caller.hears).toBe('recording')
  world.caller.press('#')
  await rehearsal.passes(100)
  expect(world.caller.hears).not.toBe('recording')
  expect(world.recordings).toEqual([{ url: 'recording-1', seconds: 3 }])
})

test('a message is kept though the caller hangs up while they leave it', async () => {
  const { world, rehearsal } = await atVoicemail()
  world.caller.say('Please call me back about the blue bicycle.')
  await rehearsal.passes(2000)
  world.caller.hangUp()
  await rehearsal.finishes()
  expect(world.recordings).toEqual([{ url: 'recording-1', seconds: 2 }])
})

async function atVoicemail() {
  const rehearsal = new Rehearsal(exampleArrival(sales))
  await rehearsal.begin()
  for (let tenths = 0; rehearsal.world.caller.hears !== 'recording' && tenths < 3000; tenths += 1)
    await rehearsal.passes(100)
  expect(rehearsal.world.caller.hears).toBe('recording')
  return { rehearsal, world: rehearsal.world }
}
