import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Assistant } from '#flows/verbs/converse/assistant.ts'
import { afterList } from '#infra/signalwire/documents/step.ts'
import { readDocumentFetch } from '#infra/signalwire/news.ts'
import { wordBody } from '#infra/signalwire/reports.ts'
import { aiReport, linesOf } from '#infra/signalwire/verbs/converse/ai-report.ts'
import { saysEnded } from '#infra/signalwire/verbs/converse/converse.ts'
import { toolCall } from '#infra/signalwire/verbs/converse/tool-call.ts'
import type { ControlPlane } from './control-plane.ts'
import { fastEmulator, type FastEmulator } from './fast-emulator.ts'
import { at, harbour, line, organisation } from './harbour.ts'
import { FAILS, ourWeb, type OurWeb } from './our-web.ts'

let emulator: FastEmulator
let control: ControlPlane
let web: OurWeb
const { document, configure, dialIn } = harbour(() => ({ web, control, carrier: emulator.carrier }))

beforeAll(async () => {
  emulator = await fastEmulator()
  control = emulator.control
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

const assistant: Assistant = {
  persona: 'You are ${call.from} of %{vars}.',
  greeting: 'Hello, ${call.from}.',
  greetingOfReturn: 'I am sorry.',
  languages: ['de-DE'],
  answers: [{ question: 'When are you open?', answer: 'From nine to five.' }],
  rules: ['Never promise a price.'],
  maxSeconds: 30,
  tools: ['ask_for_person', 'take_inquiry', 'look_up', 'set_value', 'end_call'],
  values: [{ name: 'order', about: 'The order' }],
}

/** A call that is answered by the assistant, and whose web answers its tools so. */
async function answered(tools: (body: unknown, call: string) => unknown): Promise<string> {
  await configure(line)
  let call = ''
  web.answer = ({ address, body }) => {
    switch (address.to) {
      case 'number-document':
        call = readDocumentFetch(body).call
        return document(call, { n: 1, list: [{ do: 'converse', assistant, back: false }] })
      case 'tools':
        return tools(body, call)
      case 'word':
        return { reply: 'alone' }
      default:
        return undefined
    }
  }
  const dialled = await dialIn()
  await web.until(at('number-document'))
  await until(dialled, ({ ai, hears }) => ai?.state === 'talking' && hears === 'silence')
  return dialled
}

interface Seen {
  readonly hears: string
  readonly ai: { readonly state: string; readonly transcript: readonly { readonly text: string }[] } | null
}

async function until(call: string, isSo: (view: Seen) => boolean): Promise<Seen> {
  const end = Date.now() + 8000
  for (;;) {
    const view = (await control('GET', `/calls/${call}`)) as Seen // the control plane's contract
    if (isSo(view)) return view
    if (Date.now() > end) throw new Error(`it never came about: ${JSON.stringify(view).slice(0, 3000)}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const says = (call: string, text: string) => control('POST', `/calls/${call}/say`, { text })

/** As our web hands a caller over: a document that knows what the tool has made. */
function handsOver(call: string) {
  return {
    response: 'Connecting you.',
    post_process: true,
    action: [
      {
        SWML: afterList(
          {
            organisation,
            call,
            number: { e164: line, name: 'Sales' },
            caller: '+12025550150',
            step: { n: 1, list: [], node: 'node-1', ladder: [{ do: 'hang-up', cause: 'done' }] },
            urls: web.urls,
          },
          saysEnded({ end: 'wants-person', reason: 'A ${bell}', values: { order: '47"11' } }),
        ),
        transfer: 'true',
      },
    ],
  }
}

test.each([false, true])(
  '[W10] An assistant asks its tool, with a token and signed: %s, and the call goes on by what that answers',
  async (signTools) => {
    await control('PUT', '/settings', { signTools })
    const call = await answered((_body, id) => handsOver(id))
    await says(call, 'A real person, please.')
    const asked = await web.until(at('tools'))
    expect(asked.signature).toBe(signTools ? 'valid' : 'absent')
    expect(asked.address).toEqual({ to: 'tools', organisation, call, step: 1, from: 'node-1' })
    expect(toolCall.parse(asked.body)).toMatchObject({
      name: 'ask_for_person',
      args: { reason: 'A real person, please.' },
      kept: {},
    })
    // in case that no report comes
    expect(linesOf(toolCall.parse(asked.body).said)).toMatchObject([
      { who: 'assistant', text: 'Hello, {call.from}.' },
      { who: 'caller', text: 'A real person, please.' },
    ])
    const word = await web.until(at('word'))
    expect(wordBody.parse(word.body).result).toEqual({
      kind: 'conversed',
      end: 'wants-person',
      reason: 'A {bell}',
      values: { order: '47"11' },
    })
    const report = await web.until(at('ai-report'))
    expect(report.signature).toBe(signTools ? 'valid' : 'absent')
    expect(aiReport.parse(report.body)).toMatchObject({
      summary: 'The caller said: A real person, please.',
      lines: [
        { who: 'assistant', text: 'Hello, {call.from}.' },
        { who: 'caller', text: 'A real person, please.' },
        { who: 'assistant', text: 'Connecting you.' },
      ],
    })
  },
)

test('[W10] With our web down the assistant ends, and its document goes on alone', async () => {
  const call = await answered(() => FAILS)
  const answer = web.answer
  web.answer = (heard) => (heard.address.to === 'word' ? FAILS : answer(heard))
  await says(call, 'A real person, please.')
  await web.until(at('word'))
  expect(wordBody.parse(web.heard.find(at('word'))?.body).result).toMatchObject({ end: 'failed' })
  await web.until((heard) => heard.address.to === 'ladder')
})

test('[W8] When its time is up, its document goes on and says so', async () => {
  await answered(() => ({}))
  const word = await web.until(at('word'))
  expect(wordBody.parse(word.body).result).toMatchObject({ end: 'limit-reached', reason: '' })
})

test('a tool that answers while another asks is called again with what was kept', async () => {
  const call = await answered(() => ({ response: 'Noted.', action: [{ set_global_data: { inquiries: 1 } }] }))
  await says(call, 'Please take a message.')
  await until(call, ({ ai, hears }) => ai?.transcript.at(-1)?.text === 'Noted.' && hears === 'silence')
  await says(call, 'Another message.')
  const second = await web.until(
    (heard) => heard.address.to === 'tools' && toolCall.parse(heard.body).kept.inquiries === 1,
  )
  expect(toolCall.parse(second.body)).toMatchObject({
    name: 'take_inquiry',
    args: { reason: 'Another message.', number: '+12025550150' },
  })
})
