import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SignalWire } from '#infra/signalwire/client.ts'
import { readDocumentFetch, readNews } from '#infra/signalwire/news.ts'
import { numberWordBody } from '#infra/signalwire/reports.ts'
import type { ControlPlane } from './control-plane.ts'
import { fastEmulator, type FastEmulator } from './fast-emulator.ts'
import { ana, at, harbour, line, organisation, say } from './harbour.ts'
import { FAILS, ourWeb, type OurWeb } from './our-web.ts'

let emulator: FastEmulator
let control: ControlPlane
let carrier: SignalWire
let web: OurWeb
const { document, configure, dialIn } = harbour(() => ({ web, control, carrier }))

beforeAll(async () => {
  emulator = await fastEmulator()
  ;({ control, carrier } = emulator)
})
afterAll(() => emulator.close())
beforeEach(async () => {
  await control('POST', '/reset')
  web = await ourWeb('demo-signing-key')
})
afterEach(async () => {
  await control('POST', '/reset')
  await web.close()
})

test('with our web dead at arrival, the static document asks for us and goes on where we say', async () => {
  await configure(line)
  web.answer = ({ address, body }) => {
    if (address.to === 'number-document') return FAILS
    if (address.to === 'number-word')
      return {
        reply: 'next',
        url: web.urls.of({
          to: 'step-document',
          organisation,
          call: numberWordBody.parse(body).call,
          step: 1,
          from: null,
        }),
      }
    if (address.to === 'step-document')
      return document(address.call, { n: 1, list: [{ do: 'hang-up', cause: 'done' }] })
    return undefined
  }
  const call = await dialIn()
  const word = await web.until(at('number-word'))
  expect(numberWordBody.parse(word.body)).toMatchObject({ call, from: '+12025550150', to: line, what: 'word' })
  await web.until(at('step-document'))
})

test('alone, a document rings the people, connects who presses 1, and tells us', async () => {
  await configure(line)
  await control('PUT', `/phones/${encodeURIComponent(ana)}/behaviour`, { kind: 'answers', after: '1s', presses: '1' })
  web.answer = ({ address, body }) => {
    if (address.to === 'number-document')
      return document(readDocumentFetch(body).call, { n: 1, list: [say('Welcome.')] })
    return address.to === 'word' ? { reply: 'alone' } : undefined
  }
  const call = await dialIn()
  const connected = await web.until(({ address, body }) => address.to === 'ladder-status' && isConnected(body))
  expect(readNews(connected.body)).toMatchObject({ call, peer: { to: ana } })
})

test('with our web dead all along, the static document rings the people by itself', async () => {
  await configure(line)
  await control('PUT', `/phones/${encodeURIComponent(ana)}/behaviour`, { kind: 'answers', after: '1s', presses: '1' })
  web.answer = () => FAILS
  const call = await dialIn()
  const alone = await web.until(
    ({ address, body }) => address.to === 'number-word' && numberWordBody.parse(body).what === 'alone',
  )
  expect(numberWordBody.parse(alone.body).call).toBe(call)
  expect(
    web.heard.filter(({ address, body }) => address.to === 'number-word' && numberWordBody.parse(body).what === 'word'),
  ).toHaveLength(9)
  const connected = await web.until(({ address, body }) => address.to === 'number-status' && isConnected(body))
  expect(readNews(connected.body)).toMatchObject({ call, peer: { to: ana } })
})

function isConnected(body: unknown): boolean {
  const news = readNews(body)
  return news.kind === 'connect' && news.state === 'connected'
}
