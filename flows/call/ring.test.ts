import { expect, test } from 'vitest'
import support from '../examples/support.json' with { type: 'json' }
import { aSeat } from '../nodes/scripted-call.ts'
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { exampleArrival } from '../testing/example-arrival.ts'

test('who declines at one phone is not rung on at another one while the carrier takes its time over somebody else’s lost dial', async () => {
  const ana = { ...aSeat('Ana', '+12025550121'), also: ['sip:ana@desk.example'] }
  const roster = [ana, aSeat('Ben', '+12025550122')]
  const rehearsal = new Rehearsal(exampleArrival(support, { roster, routing: ['ana', 'ben'] }), { lookUps: ['slow'] })
  const [mobile, desk, bens] = ['+12025550121', 'sip:ana@desk.example', '+12025550122'].map((address) =>
    rehearsal.world.phone(address),
  )
  if (!mobile || !desk || !bens) throw new Error('a phone is missing')
  bens.dialAnswer = 'vanished'
  await rehearsal.begin()
  while (mobile.ringing === undefined) await rehearsal.passes(500)
  // by now the carrier is being asked for Ben's dial
  await rehearsal.passes(5000)
  desk.decline()
  await rehearsal.passes(2000)
  expect([desk, mobile].filter(({ ringing }) => ringing)).toHaveLength(0)
  expect(bens.legs).toHaveLength(0)
  // and Ben's answer is waited for all the same: the carrier knows nothing of his dial, so he is dialled again
  await rehearsal.passes(6000)
  expect([bens.legs.length, mobile.legs.length]).toEqual([1, 1])
  expect(bens.ringing).toBeDefined()
})
