import { afterAll, beforeAll, expect, test } from 'vitest'
import { fastEmulator, type FastEmulator } from './fast-emulator.ts'

const OURS = '+12025550100'
const CALLER = '+12025550150'

let line: FastEmulator
beforeAll(async () => {
  line = await fastEmulator()
  await line.carrier.buyNumber(OURS)
})
afterAll(() => line.close())

test('a text is taken under an id of the carrier’s, and stands in its log', async () => {
  const since = line.carrier.now()
  const { id } = await line.carrier.sendText({ from: OURS, to: CALLER, body: 'Thank you for calling.' })
  const logged = (await line.carrier.texts({ createdAfter: since - 2000 })).find((one) => one.id === id)
  expect(logged).toMatchObject({ from: OURS, to: CALLER })
})

test('a text whose answer is lost was sent all the same, as the log tells', async () => {
  const to = '+12025550183'
  const impatient = { from: OURS, to, body: 'Are you there?' }
  await expect(line.carrier.sendText(impatient)).rejects.toMatchObject({ kind: 'lost' })
  expect((await line.carrier.texts({ createdAfter: 0 })).filter((one) => one.to === to)).toHaveLength(1)
}, 20_000)

test('a text from a number that is not ours, or to none, is refused and says why', async () => {
  const text = { from: OURS, to: CALLER, body: 'Hello.' }
  await expect(line.carrier.sendText({ ...text, from: '+12025550999' })).rejects.toMatchObject({ kind: 'refused' })
  await expect(line.carrier.sendText({ ...text, to: '12' })).rejects.toMatchObject({
    kind: 'refused',
    code: 'invalid_to_number',
  })
})
