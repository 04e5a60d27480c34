import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmulator, type Emulator } from '#apps/emulator/start.ts'
import { signalWire, type SignalWire } from '#infra/signalwire/client.ts'
import { configureNumber } from '#infra/signalwire/configure-number.ts'
import { giveUpNumber } from '#infra/signalwire/give-up-number.ts'
import { swml } from '#infra/signalwire/documents/swml.ts'

let folder: string
let emulator: Emulator
let carrier: SignalWire

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringdown-conformance-'))
  emulator = await startEmulator({ port: 0, callsPerSecond: null, dataFolder: folder })
  carrier = signalWire({ baseUrl: emulator.url, project: 'demo-project', token: 'demo-token' })
})
afterAll(async () => {
  await emulator.close()
  await rm(folder, { recursive: true, force: true })
})

test('the account lists its numbers, and gives one up for good', async () => {
  const made = await configureNumber(carrier, settingsOf('+12025550177'))
  await configureNumber(carrier, settingsOf('+12025550178'))
  const listed = async () => (await carrier.numbers()).map(({ number }) => number)
  expect(await listed()).toEqual(expect.arrayContaining(['+12025550177', '+12025550178']))
  await carrier.releaseNumber(made.number)
  expect(await listed()).not.toContain('+12025550177')
  await expect(carrier.releaseNumber(made.number)).rejects.toMatchObject({ kind: 'gone' })
})

test('a number that is given up takes its handler and its fallback document along, and nobody else’s', async () => {
  const [given, kept] = [
    await configureNumber(carrier, settingsOf('+12025550175')),
    await configureNumber(carrier, settingsOf('+12025550176')),
  ]
  const resources = async () =>
    [...(await carrier.swmlWebhooks()), ...(await carrier.swmlScripts())].map(({ id }) => id)
  expect(await resources()).toEqual(expect.arrayContaining([given.webhook, given.script, kept.webhook, kept.script]))
  await giveUpNumber(carrier, '+12025550175')
  const left = await resources()
  expect(left).toEqual(expect.arrayContaining([kept.webhook, kept.script]))
  expect(left.filter((id) => id === given.webhook || id === given.script)).toEqual([])
  expect(await carrier.number('+12025550175')).toBeNull()
  await giveUpNumber(carrier, '+12025550175') // nothing is left to do
})

test('a number whose calls the carrier sends elsewhere in spite of its answer is not confirmed', async () => {
  const elsewhere = async (e164: string) => ({
    id: (await carrier.number(e164))?.id ?? '',
    number: e164,
    name: 'Sales',
    calling_handler_resource_id: 'another',
  })
  await carrier.buyNumber('+12025550179')
  await expect(configureNumber({ ...carrier, number: elsewhere }, settingsOf('+12025550179'))).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('does not send the calls to +12025550179 here yet'),
  })
})

function settingsOf(e164: string) {
  const web = `${emulator.url}/our-web`
  return {
    e164,
    name: 'Sales',
    documentUrl: `${web}/document`,
    statusUrl: `${web}/status`,
    fallback: swml([{ hangup: { reason: 'hangup' } }]),
    buy: true,
  }
}
