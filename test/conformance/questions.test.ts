import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { evaluateInSandbox } from '#apps/emulator/swml/sandbox.ts'
import type { Question, Takes } from '#flows/live-call.ts'
import { replyTo } from '#flows/verbs/ask/reply.ts'
import type { SignalWire } from '#infra/signalwire/client.ts'
import { harmless } from '#infra/signalwire/documents/harmless.ts'
import type { Verb } from '#infra/signalwire/documents/swml.ts'
import { readDocumentFetch } from '#infra/signalwire/news.ts'
import { wordBody } from '#infra/signalwire/reports.ts'
import { ask } from '#infra/signalwire/verbs/ask/ask.ts'
import type { ControlPlane } from './control-plane.ts'
import { fastEmulator, type FastEmulator } from './fast-emulator.ts'
import { at, harbour, line } from './harbour.ts'
import { ourWeb, type OurWeb } from './our-web.ts'

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

const menu: Question = {
  prompt: { say: 'For sales press 1.' },
  takes: { kind: 'choice', choices: [{ key: '1', name: 'Sales', words: ['sales'] }] },
  wait: 2,
  tries: 2,
  again: { invalid: { say: 'There is no such key.' }, silent: { say: 'Are you there?' } },
}
const digits: Question = { ...menu, takes: { kind: 'digits', fewest: 3, most: 6, ends: '#' } }

/** What the caller does, and what the document tells when it is done. */
async function asked(question: Question, acts: (call: string) => Promise<unknown>) {
  await configure(line)
  web.answer = ({ address, body }) =>
    address.to === 'number-document'
      ? document(readDocumentFetch(body).call, { n: 1, list: [{ do: 'ask', question }] })
      : address.to === 'word'
        ? { reply: 'alone' }
        : undefined
  const call = await dialIn()
  await acts(call)
  const { body } = await web.until(at('word'))
  return wordBody.parse(body).result
}

const presses = (keys: string) => (call: string) => control('POST', `/calls/${call}/press`, { keys })
const hears = (call: string, words: string) =>
  expect.poll(async () => JSON.stringify(await control('GET', `/calls/${call}`)), { timeout: 5000 }).toContain(words)

test('a key is told', async () => {
  expect(await asked(menu, presses('1'))).toEqual({ kind: 'heard', by: 'keys', text: '1' })
})

test('after a wrong key the document asks again by itself, and tells the last one', async () => {
  const result = await asked(menu, async (call) => {
    await presses('7')(call)
    await hears(call, 'There is no such key.')
    await presses('1')(call)
  })
  expect(result).toEqual({ kind: 'heard', by: 'keys', text: '1' })
})

test('whoever presses nothing is asked twice, then that is told', async () => {
  const result = await asked(menu, (call) => hears(call, 'Are you there?'))
  expect(result).toEqual({ kind: 'heard-nothing' })
})

test('two wrong keys are told as the last of them', async () => {
  expect(await asked(menu, presses('78'))).toEqual({ kind: 'heard', by: 'keys', text: '8' })
})

test('words are told as they were said', async () => {
  const result = await asked(menu, async (call) => {
    await hears(call, 'For sales press 1.')
    await control('POST', `/calls/${call}/say`, { text: 'Sales, please.' })
  })
  expect(result).toEqual({ kind: 'heard', by: 'voice', text: 'Sales, please.' })
})

test.each([
  ['ended by their key', '4711#', '4711'],
  ['ended by a pause', '4711', '4711'],
  ['ended by their number', '123456', '123456'],
  ['after too few', '47#123#', '123'],
])('digits are told: %s', async (_how, keys, text) => {
  expect(await asked(digits, presses(keys))).toEqual({ kind: 'heard', by: 'keys', text })
})

const settings = { limit: 100, recordingUrl: '', toolsUrl: '', aiReportUrl: '', at: 0 }

test('a document takes for an answer what we take for one', () => {
  const word = fc.constantFrom('sales', 'new bike', 'bike', 'größe', 'o’clock')
  const takes: fc.Arbitrary<Takes> = fc.oneof(
    fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => ({
      kind: 'choice' as const,
      choices: [
        { key: '1' as const, name: 'One', words },
        { key: '#' as const, name: 'Two', words: [] },
      ],
    })),
    fc.constant({ kind: 'digits' as const, fewest: 2, most: 4, ends: null }),
    fc.constant({ kind: 'words' as const, hints: [] }),
  )
  const heard = fc.oneof(
    fc.record({ by: fc.constant('keys' as const), text: fc.stringMatching(/^[0-9*#]{1,5}$/) }),
    fc.record({
      by: fc.constant('voice' as const),
      text: fc
        .array(fc.oneof(word, fc.constantFrom('Sales!', 'the', 'salesman', 'BIKE.', 'NEW Bike,')), {
          minLength: 1,
          maxLength: 4,
        })
        .map((words) => words.join(' ')),
    }),
  )
  fc.assert(
    fc.property(takes, heard, (of, { by, text }) => {
      const draft = ask.render({ do: 'ask', question: { ...menu, takes: of } }, settings)
      const when = harmless<readonly Verb[]>(draft).find((verb) => 'goto' in verb)?.goto.when ?? ''
      const vars = { prompt_result: by === 'keys' ? 'match_digits' : 'match_speech', prompt_value: text }
      const isTaken = evaluateInSandbox(when, { vars, envs: {}, params: {}, call: {} })
      expect(isTaken, `${when} of ${text}`).toBe(replyTo(of, { kind: 'heard', by, text }).kind === 'answered')
    }),
    { numRuns: 200 },
  )
})
