import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLab, script, type Lab } from '../../testing/lab.ts'

const ANA = '+12025550121'
const BEN = '+12025550122'

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.close())

const ask = (path: string, body: object = {}) => ({ request: { url: lab.product.url + path, method: 'POST', body } })
const heard = async (id: string) =>
  (await lab.look(id)).timeline
    .filter((entry) => entry.who === 'caller' && entry.what === 'hears')
    .map((entry) => entry.detail)
const milliseconds = (from: string | null | undefined, to: string | null | undefined) =>
  Date.parse(to ?? '') - Date.parse(from ?? '')

async function endOf(document: object): Promise<{ error: string; endReason: string | null }> {
  lab.product.on('/in', document)
  const { timeline, endReason } = await lab.until(await lab.call(), (view) => view.state === 'ended')
  return { endReason, error: timeline.find((entry) => entry.what === 'error')?.detail ?? '' }
}

test('connect parts the two after the longest duration, and the document goes on', async () => {
  await lab.behave(ANA, { kind: 'answers', after: '0s' })
  lab.product.on(
    '/in',
    script({ connect: { to: ANA, max_duration: 3 } }, ask('/parted', { result: '${connect_result}' }), { hangup: {} }),
  )
  const id = await lab.call()
  expect((await lab.asked('/parted')).body).toEqual({ result: 'connected' })
  const [leg] = (await lab.look(id)).legs
  expect(milliseconds(leg?.answeredAt, leg?.endedAt)).toBeGreaterThanOrEqual(2990)
  expect(milliseconds(leg?.answeredAt, leg?.endedAt)).toBeLessThan(8000)
})

test("connect's destinations have longest durations of their own", async () => {
  await lab.behave(ANA, { kind: 'answers', after: '0s' })
  lab.product.on(
    '/in',
    script({ connect: { serial: [{ to: ANA, max_duration: 2 }], max_duration: 600 } }, ask('/parted-soon'), {
      hangup: {},
    }),
  )
  const id = await lab.call()
  await lab.asked('/parted-soon')
  const [leg] = (await lab.look(id)).legs
  expect(milliseconds(leg?.answeredAt, leg?.endedAt)).toBeLessThan(8000)
})

test.each([
  ['a document', { sections: { main: [{ request: { url: 'URL/moved', method: 'POST', body: {} } }] } }],
  ['a URL', 'URL/next'],
])('after the talk connect moves on to %s, and leaves its own document', async (_what, dest) => {
  const url = lab.product.url
  const written = (typeof dest === 'string' ? dest : JSON.stringify(dest)).replace('URL', url)
  lab.product.on('/next', script(ask('/moved')))
  lab.product.on(
    '/in',
    script(
      { connect: { to: ANA, transfer_after_bridge: written, result: [{ else: [ask('/result')] }] } },
      ask('/stayed'),
    ),
  )
  await lab.behave(ANA, { kind: 'answers', after: '0s', talksFor: '1s' })
  const before = lab.product.asked('/moved').length
  await lab.call()
  await lab.asked('/moved', before + 1)
  expect([...lab.product.asked('/stayed'), ...lab.product.asked('/result')]).toEqual([])
})

test('who waits for connect hears the sounds given, round after round, until somebody is there', async () => {
  await lab.behave(BEN, { kind: 'answers', after: '6s' })
  lab.product.on('/in', script({ connect: { to: BEN, ringback: ['say:Please hold', 'silence:1'] } }))
  const id = await lab.call()
  await lab.until(id, (view) => view.with === BEN)
  const sounds = await heard(id)
  expect(sounds.filter((sound) => sound === 'Please hold').length).toBeGreaterThan(1)
  expect(sounds).not.toContain('ringing')
  await lab.control('POST', `/calls/${id}/hang-up`)
})

test('a sound for those who wait that cannot be had becomes ringing, and the destinations ring', async () => {
  lab.product.on('/gone.mp3', { $status: 404 })
  await lab.behave(BEN, { kind: 'answers', after: '3s' })
  lab.product.on('/in', script({ connect: { to: BEN, ringback: { url: `${lab.product.url}/gone.mp3` } } }))
  const id = await lab.call()
  await lab.until(id, (view) => view.with === BEN)
  expect(await heard(id)).toContain('ringing')
  await lab.control('POST', `/calls/${id}/hang-up`)
})

test('a call lasts as long as its answer says, counted from the answer', async () => {
  lab.product.on('/in', script({ answer: {} }, { sleep: 1000 }, { answer: { max_duration: 3 } }, { sleep: -1 }))
  const { answeredAt, endedAt, endReason } = await lab.until(await lab.call(), (view) => view.state === 'ended')
  expect(endReason).toBe('hangup')
  expect(milliseconds(answeredAt, endedAt)).toBeGreaterThanOrEqual(2990)
  expect(milliseconds(answeredAt, endedAt)).toBeLessThan(20_000)
})

test.each([
  ['max_digits', { max_digits: 1 }, 'match_digits'],
  ['no parameter about keys', {}, 'match_speech'],
])('a prompt with a parameter about speech and %s', async (_what, digits, result) => {
  lab.product.on(
    '/in',
    script(
      { prompt: { play: 'say:Who is it?', speech_hints: ['Ana'], ...digits } },
      ask('/prompted', { result: '${prompt_result}', value: '${prompt_value}' }),
    ),
  )
  const before = lab.product.asked('/prompted').length
  const id = await lab.call()
  await lab.until(id, (view) => view.hears === 'speech')
  await lab.control('POST', `/calls/${id}/press`, { keys: '1' })
  await lab.control('POST', `/calls/${id}/say`, { text: 'Ana' })
  expect((await lab.asked('/prompted', before + 1)).body).toMatchObject({ result })
})

test('a sentence is understood when it is over and silence has followed, or when its time is up', async () => {
  const after = async (more: object) => {
    lab.product.on(
      '/in',
      script({ prompt: { play: 'silence:0.1', speech_language: 'en-US', ...more } }, { hangup: {} }),
    )
    const id = await lab.call()
    await lab.until(id, (view) => view.state === 'in-progress')
    await lab.control('POST', `/calls/${id}/say`, { text: 'x'.repeat(45) })
    const { timeline } = await lab.until(id, (view) => view.state === 'ended')
    return (
      (timeline.find(({ what }) => what === 'hangs-up')?.ms ?? 0) -
      (timeline.find(({ what }) => what === 'says')?.ms ?? 0)
    )
  }
  expect(await after({ speech_end_timeout: 2 })).toBeGreaterThanOrEqual(4990)
  expect(await after({ speech_end_timeout: 2, speech_timeout: 1 })).toBeLessThan(3000)
})

test('callbacks of record and prompt name their operation, each its own', async () => {
  lab.product.on(
    '/in',
    script(
      { record: { initial_timeout: 0.2, status_url: `${lab.product.url}/recorded` } },
      { prompt: { play: 'silence:0.1', initial_timeout: 0.2, status_url: `${lab.product.url}/collected` } },
    ),
  )
  await lab.call()
  const controlId = async (path: string, count: number) =>
    Object((await lab.asked(path, count)).body.params).control_id as unknown
  const [recording, noInput, collected] = [
    await controlId('/recorded', 1),
    await controlId('/recorded', 2),
    await controlId('/collected', 1),
  ]
  expect(recording).toMatch(/^[0-9a-f-]{36}$/)
  expect(noInput).toBe(recording)
  expect(collected).toMatch(/^[0-9a-f-]{36}$/)
  expect(collected).not.toBe(recording)
})

test('a recording in stereo has the one who speaks on the left', async () => {
  lab.product.on('/in', script({ record: { stereo: true, end_silence_timeout: 1 } }))
  const id = await lab.call()
  await lab.until(id, (view) => view.timeline.some((entry) => entry.what === 'records'))
  await lab.control('POST', `/calls/${id}/say`, { text: 'Hello' })
  const {
    recordings: [recording],
  } = await lab.until(id, (view) => view.recordings.length > 0)
  const wav = Buffer.from(
    await (await fetch(`${lab.url}/emulator/recordings/${String(recording?.id)}.wav`)).arrayBuffer(),
  )
  expect(wav.readUInt16LE(22)).toBe(2)
  expect((wav.length - 44) / wav.readUInt32LE(28)).toBeCloseTo(1)
  const samples = Array.from(
    { length: (wav.length - 44) / 4 },
    (_none, at) => [wav.readInt16LE(44 + at * 4), wav.readInt16LE(46 + at * 4)] as const,
  )
  expect(samples.some(([left]) => Math.abs(left) > 1000)).toBe(true)
  expect(samples.every(([, right]) => right === 0)).toBe(true)
})

test('what is said in a conference is recorded from its start, told, and listed under the conference', async () => {
  const join = {
    join_conference: {
      name: 'recorded',
      record: 'record-from-start',
      result: [],
      status_callback: `${lab.product.url}/room`,
      status_callback_event: 'start speaker',
      recording_status_callback: `${lab.product.url}/room-recording`,
      recording_status_callback_event: 'in-progress completed absent',
    },
  }
  lab.product.on('/in', script(join))
  await lab.behave(ANA, { kind: 'answers', after: '0s' })
  const id = await lab.call()
  await lab.dial(ANA, { swml: script({ join_conference: { name: 'recorded', result: [] } }) })
  await lab.until(id, (view) => view.with === ANA)
  await lab.control('POST', `/calls/${id}/say`, { text: 'Hello Ana' })
  await lab.control('POST', `/phones/${ANA}/say`, { text: 'Hello caller' })
  await lab.until(id, (view) => view.timeline.some((entry) => entry.detail.includes('Hello caller')))
  const statuses = (path: string) => lab.product.asked(path).map((seen) => Object(seen.body.params).status as unknown)
  await expect
    .poll(() => statuses('/room'))
    .toEqual(['conference-start', 'participant-speech-start', 'participant-speech-stop'])
  await lab.control('POST', `/calls/${id}/hang-up`)
  await lab.control('POST', `/phones/${ANA}/hang-up`)
  const told = await lab.asked('/room-recording', 2)
  expect(statuses('/room-recording')).toEqual(['record-in-progress', 'record-completed'])
  const { recording_id: recording, conference_id: conference } = Object(told.body.params) as Record<string, unknown> // read only here
  expect((await lab.api('GET', `/api/relay/rest/recordings/${String(recording)}`)).body).toMatchObject({
    relay_conference_id: conference,
    duration_in_seconds: 2,
  })
  expect((await lab.look(id)).recordings).toMatchObject([{ id: recording }])
})

test('of a conference in which nobody spoke it is told that there is no recording', async () => {
  lab.product.on(
    '/in',
    script({
      join_conference: {
        name: 'quiet',
        record: 'record-from-start',
        recording_status_callback: `${lab.product.url}/none`,
        recording_status_callback_event: 'completed absent',
      },
    }),
  )
  const id = await lab.call()
  await lab.until(id, (view) => view.timeline.some((entry) => entry.what === 'joins'))
  await lab.control('POST', `/calls/${id}/hang-up`)
  expect(Object((await lab.asked('/none')).body.params)).toMatchObject({ status: 'record-absent' })
})

test.each([
  ['record', { format: 'mp3' }, 'record: the emulator does not play format "mp3", only wav'],
  ['record', { format: 'mp4' }, 'record: the emulator does not play format "mp4", only wav'],
  ['record', { direction: 'listen' }, 'direction "listen"'],
  ['join_conference', { name: 'r', wait_url: 'https://example.com/wait' }, 'wait_url'],
  ['join_conference', { name: 'r', coach: 'somebody' }, 'coach'],
  ['join_conference', { name: 'r', trim: 'do-not-trim' }, 'trim "do-not-trim"'],
  ['join_conference', { name: 'r', status_callback_method: 'GET' }, 'status_callback_method "GET", only POST'],
  ['join_conference', { name: 'r', status_callback_event_type: 'cxml' }, 'status_callback_event_type "cxml"'],
  ['join_conference', { name: 'r', status_callback_event: 'start party' }, 'status_callback_event must be a list of'],
  ['connect', { parallel: [{ to: ANA, from_name: 'Ringdown' }] }, 'from_name'],
])('%s with %j is refused, not taken and ignored', async (verb, params, why) => {
  const { error, endReason } = await endOf(script({ answer: {} }, { [verb]: params }))
  expect(endReason).toBe('error')
  expect(error).toContain(why)
})
