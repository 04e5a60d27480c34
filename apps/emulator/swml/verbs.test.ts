import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLab, script, type Lab } from '../testing/lab.ts'

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.close())

/** Dials, lets the document run to its end, and answers what it reported to /report. */
async function report(
  document: object,
  during: (id: string) => Promise<unknown> = async () => undefined,
): Promise<{ body: Record<string, unknown>; id: string }> {
  const before = lab.product.asked('/report').length
  lab.product.on('/in', document)
  const id = await lab.call()
  await during(id)
  const seen = await lab.asked('/report', before + 1)
  await lab.control('POST', `/calls/${id}/hang-up`)
  return { body: seen.body, id }
}

const say = (body: object) => ({ request: { url: `${lab.product.url}/report`, method: 'POST', body } })
const heard = async (id: string) =>
  (await lab.look(id)).timeline
    .filter((entry) => entry.who === 'caller' && entry.what === 'hears')
    .map((entry) => entry.detail)

test('play says, rings and is silent for as long as it takes', async () => {
  const { id } = await report(script({ play: { urls: ['say:Good morning', 'silence:1', 'ring:1.0:us'] } }, say({})))
  const { timeline } = await lab.look(id)
  expect(await heard(id)).toEqual(['Good morning', '1 s of silence', 'ringing'])
  const first = timeline.find((entry) => entry.detail === 'Good morning')
  const last = timeline.find((entry) => entry.detail === 'ringing')
  expect((last?.ms ?? 0) - (first?.ms ?? 0)).toBeGreaterThanOrEqual(1990)
})

test('play fetches audio, and goes on when it is not there', async () => {
  lab.product.on('/gone.wav', { $status: 404 })
  const { body } = await report(
    script({ play: { url: `${lab.product.url}/gone.wav` } }, say({ error: '${script_error}' })),
  )
  expect(body).toEqual({ error: 'relay_script_method_execute_failed' })
})

test('set, unset, switch, label and goto', async () => {
  const { body } = await report(
    script(
      { set: { rounds: 0, gone: 'x' } },
      { unset: 'gone' },
      { label: 'again' },
      { set: { rounds: '${rounds + 1}' } },
      { goto: { label: 'again', when: 'rounds < 3' } },
      {
        switch: {
          variable: 'rounds',
          case: { 3: [{ set: { chosen: 'three' } }] },
          default: [{ set: { chosen: 'other' } }],
        },
      },
      say({ rounds: '${rounds}', chosen: '${chosen}', gone: '${gone}' }),
    ),
  )
  expect(body).toEqual({ rounds: 3, chosen: 'three', gone: '' })
})

test('a goto jumps at most as often as it may, a hundred times unless told', async () => {
  const { body } = await report(
    script(
      { set: { few: 0, many: 0 } },
      { label: 'few' },
      { set: { few: '${few + 1}' } },
      { goto: { label: 'few', max: 4 } },
      { label: 'many' },
      { set: { many: '${many + 1}' } },
      { goto: { label: 'many' } },
      say({ few: '${few}', many: '${many}' }),
    ),
  )
  expect(body).toEqual({ few: 5, many: 101 })
})

test('execute comes back with a value, transfer does not come back', async () => {
  const { body } = await report({
    version: '1.0.0',
    sections: {
      main: [
        { execute: { dest: 'ask', params: { name: 'Ana' }, result: { case: { Ana: [{ set: { matched: true } }] } } } },
        { transfer: { dest: 'end', params: { left: 'yes' } } },
        { hangup: {} },
      ],
      ask: [{ return: '${params.name}' }],
      end: [say({ matched: '${matched}', left: '${params.left}' })],
    },
  })
  expect(body).toEqual({ matched: true, left: 'yes' })
})

test('transfer fetches the next document, with variables and parameters', async () => {
  lab.product.on('/next', (seen) =>
    script(say({ params: seen.body.params, vars: seen.body.vars, state: '${call.call_state}' })),
  )
  const { body } = await report(
    script(
      { answer: {} },
      { set: { kept: 'v' } },
      { transfer: { dest: `${lab.product.url}/next`, params: { step: 2 } } },
    ),
  )
  expect(body).toEqual({ params: { step: 2 }, vars: { kept: 'v' }, state: 'answered' })
})

test('request keeps the answer in variables; a failure does not end the document', async () => {
  lab.product.on('/word', { reply: 'next', deep: { url: 'u' } })
  lab.product.on('/broken', { $status: 503 })
  lab.product.on('/slow', { $waitMs: 400 })
  const ask = (path: string, more: object = {}) => ({
    request: {
      url: lab.product.url + path,
      method: 'POST',
      body: { call: '${call.call_id}' },
      save_variables: true,
      ...more,
    },
  })
  const result = { result: '${request_result}', code: '${request_response_code}', url: '${request_response.deep.url}' }
  const { body, id } = await report(
    script(
      ask('/word'),
      { set: { one: result } },
      ask('/broken'),
      { set: { two: result } },
      ask('/slow', { timeout: 0.1 }),
      { set: { three: result } },
      say({ one: '${one}', two: '${two}', three: '${three}' }),
    ),
  )
  expect(body).toEqual({
    one: { result: 'success', code: 200, url: 'u' },
    two: { result: 'failed', code: 503, url: '' },
    three: { result: 'failed', code: '', url: '' },
  })
  const word = lab.product.asked('/word')[0]
  expect(word?.body).toEqual({ call: id })
  expect(word?.headers['x-signalwire-signature']).toBeUndefined()
})

test('prompt takes a key while it still speaks', async () => {
  const { body, id } = await report(
    script(
      {
        prompt: {
          play: 'say:For sales press one, for support press two, for everything else press three',
          max_digits: 1,
        },
      },
      say({ result: '${prompt_result}', value: '${prompt_value}' }),
    ),
    async (call) => {
      await lab.until(call, (view) => view.hears === 'speech')
      await lab.control('POST', `/calls/${call}/press`, { keys: '2' })
    },
  )
  expect(body).toEqual({ result: 'match_digits', value: '2' })
  const { timeline } = await lab.look(id)
  expect(timeline.find((entry) => entry.what === 'presses')).toMatchObject({ who: 'caller', detail: '2' })
})

test('prompt ends with a terminator, and with nothing', async () => {
  const keyed = await report(
    script(
      { prompt: { play: 'say:Number?', max_digits: 9, terminators: '#' } },
      say({ value: '${prompt_value}', end: '${prompt_digit_terminator}' }),
    ),
    async (id) => {
      await lab.until(id, (view) => view.state === 'in-progress')
      await lab.control('POST', `/calls/${id}/press`, { keys: '123#' })
    },
  )
  expect(keyed.body).toEqual({ value: '123', end: '#' })
  const silent = await report(
    script({ prompt: { play: 'say:Anybody?', initial_timeout: 1 } }, say({ result: '${prompt_result}' })),
  )
  expect(silent.body).toEqual({ result: 'no_input' })
})

test('prompt takes speech when a speech parameter is set', async () => {
  const { body } = await report(
    script(
      { prompt: { play: 'say:Who is it?', speech_language: 'en-US' } },
      say({ result: '${prompt_result}', value: '${prompt_value}' }),
    ),
    async (id) => {
      await lab.until(id, (view) => view.state === 'in-progress')
      await lab.control('POST', `/calls/${id}/say`, { text: 'Ana' })
    },
  )
  expect(body).toEqual({ result: 'match_speech', value: 'Ana' })
})

test('record keeps what was said until the silence, as a WAV of the same length behind the sign-in', async () => {
  const { body, id } = await report(
    script(
      { record: { beep: true, end_silence_timeout: 1, status_url: `${lab.product.url}/recording` } },
      say({ url: '${record_url}', result: '${record_result}' }),
    ),
    async (call) => {
      await lab.until(call, (view) => view.timeline.some((entry) => entry.what === 'records'))
      await lab.control('POST', `/calls/${call}/say`, { text: 'Please call me back about the red bike.' })
    },
  )
  const [recording] = (await lab.look(id)).recordings
  expect(body).toEqual({ url: recording?.url, result: 'success' })
  expect(recording?.seconds).toBeCloseTo(39 / 15)
  expect((await fetch(String(recording?.url))).status).toBe(401)
  const wav = Buffer.from(
    await (
      await fetch(String(recording?.url), {
        headers: { authorization: `Basic ${Buffer.from('demo-project:demo-token').toString('base64')}` },
      })
    ).arrayBuffer(),
  )
  expect((wav.length - 44) / wav.readUInt32LE(28)).toBeCloseTo(39 / 15, 1)
  expect(wav.subarray(44).some((byte) => byte !== 0)).toBe(true)
  const finished = await lab.asked('/recording', 2)
  expect(finished.body).toMatchObject({
    event_type: 'calling.call.record',
    params: {
      call_id: id,
      state: 'finished',
      url: recording?.url,
      recording_id: recording?.id,
      record: { audio: { format: 'wav' } },
    },
  })
  await lab.api('GET', `/api/relay/rest/recordings/${String(recording?.id)}`)
  await lab.api('GET', '/api/relay/rest/recordings')
})

test('a caller who hangs up while recording leaves the recording; one who says nothing leaves none', async () => {
  lab.product.on('/in', script({ record: { initial_timeout: 30 } }))
  const id = await lab.call()
  await lab.until(id, (view) => view.timeline.some((entry) => entry.what === 'records'))
  await lab.control('POST', `/calls/${id}/say`, { text: 'Hello there' })
  await lab.control('POST', `/calls/${id}/hang-up`)
  const { recordings } = await lab.until(id, (view) => view.recordings.length > 0)
  expect(recordings[0]?.seconds).toBe(1)
  const { body } = await report(script({ record: { initial_timeout: 0.5 } }, say({ result: '${record_result}' })))
  expect(body).toEqual({ result: 'failed' })
})

test('hangup turns an unanswered caller away with its reason', async () => {
  lab.product.on('/in', script({ hangup: { reason: 'busy' } }))
  const id = await lab.call()
  expect(await lab.until(id, (view) => view.state === 'ended')).toMatchObject({ endReason: 'busy', answeredAt: null })
})
