import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openLab, script, type Lab } from '../testing/lab.ts'
import { READINGS } from './parameters.ts'

const ANA = '+12025550121'

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
  await lab.behave(ANA, { kind: 'declines', after: '0s' })
})
afterAll(() => lab.close())

/** The least that each verb needs. */
const LEAST: Readonly<Record<string, object>> = {
  ai: { prompt: { text: 'Answer.' }, params: { hard_stop_time: '1s' } },
  connect: { to: ANA },
  execute: { dest: 'sub' },
  join_conference: { name: 'room' },
  play: { url: 'silence:0.1' },
  prompt: { play: 'silence:0.1', initial_timeout: 0.1 },
  record: { initial_timeout: 0.1 },
  transfer: { dest: 'sub' },
}

/** A value that fits, as the story shows it, and one that does not. */
const VALUES: Readonly<Record<string, readonly [fitting: unknown, shown: string, unfitting: unknown]>> = {
  codecs: ['PCMU,OPUS', 'PCMU,OPUS', 'MP3'],
  encryption: ['mandatory', 'mandatory', 'perhaps'],
  hints: [['Ana'], '["Ana"]', 'Ana'],
  input_sensitivity: [30, '30', 1000],
  languages: [
    [{ name: 'English', code: 'en-US', voice: 'polly.Joanna' }],
    '[{"name":"English","code":"en-US","voice":"polly.Joanna"}]',
    'English',
  ],
  meta: [{ note: 'for Ana' }, '{"note":"for Ana"}', 'a text'],
  multilingual: [{ languages: [] }, '{"languages":[]}', 'all'],
  pronounce: [[{ replace: 'GIF', with: 'jif' }], '[{"replace":"GIF","with":"jif"}]', 'all'],
  region: ['us', 'us', ''],
  say_gender: ['male', 'male', ''],
  say_language: ['en-GB', 'en-GB', ''],
  say_voice: ['Polly.Amy', 'Polly.Amy', ''],
  session_timeout: [600, '600', -1],
  speech_engine: ['Deepgram', 'Deepgram', ''],
  speech_hints: [['Ana', 'Ben'], '["Ana","Ben"]', ['']],
  speech_language: ['en-US', 'en-US', ''],
  volume: [6, '6', 41],
  webrtc_media: [true, 'true', 'perhaps'],
}

/** For each parameter that is played with some values only, a value that is not among them. */
const UNPLAYED_VALUES: Readonly<Record<string, unknown>> = {
  authorization_bearer_token: 'secret',
  codec: 'PCMU',
  custom_parameters: { team: 'sales' },
  name: 'ours',
  realtime: true,
  stream: { url: 'wss://example.com' },
  coach: 'a',
  direction: 'listen',
  format: 'mp3',
  from_name: 'Ana',
  password: 'secret',
  trim: 'do-not-trim',
  username: 'ana',
  wait_url: 'https://example.com/music',
}
const unplayedValue = (name: string) => UNPLAYED_VALUES[name] ?? (name.endsWith('_type') ? 'cxml' : 'GET')

/** Runs the verb with one more parameter, and returns the story and the error of the call. */
async function story(verb: string, parameter: Record<string, unknown>) {
  lab.product.on('/in', {
    version: '1.0.0',
    sections: { main: [{ [verb]: { ...LEAST[verb], ...parameter } }], sub: [{ set: { there: true } }] },
  })
  const id = await lab.call()
  const { timeline } = await lab.until(
    id,
    (view) => view.state === 'ended' || view.timeline.some(({ what }) => what === 'notes'),
  )
  await lab.control('POST', `/calls/${id}/hang-up`)
  return {
    notes: timeline.filter(({ who, what }) => who === 'carrier' && what === 'notes').map(({ detail }) => detail),
    error: timeline.find(({ what }) => what === 'error')?.detail ?? '',
  }
}

const unheard = Object.entries(READINGS).flatMap(([verb, reading]) =>
  Object.keys(reading.unheard ?? {}).map((name) => ({ verb, name })),
)

test.each(unheard)(
  "$verb's $name, which nobody hears, stands in the call's story with its value",
  async ({ verb, name }) => {
    const [fitting, shown] = VALUES[name] ?? []
    expect(await story(verb, { [name]: fitting })).toEqual({ notes: [`${verb}: ${name} ${shown ?? ''}`], error: '' })
  },
)

test.each(unheard)("$verb's $name is refused when it does not fit", async ({ verb, name }) => {
  const { notes, error } = await story(verb, { [name]: VALUES[name]?.[2] })
  expect(notes).toEqual([])
  expect(error).toContain('relay_script_method_parameter_invalid_value')
})

const some = Object.entries(READINGS).flatMap(([verb, reading]) =>
  Object.keys(reading.only ?? {}).map((name) => ({ verb, name })),
)

test.each(some)("$verb's $name is refused by name with a value that is not played", async ({ verb, name }) => {
  const { error } = await story(verb, { [name]: unplayedValue(name) })
  expect(error).toContain(`relay_script_method_execute_failed: ${verb}: the emulator does not play ${name} `)
})

test.each(['answer_on_bridge', 'result', 'ringback', 'status_url', 'transfer_after_bridge'])(
  "connect's %s is its own: given to one of its destinations, it is refused by name",
  async (name) => {
    const value =
      { answer_on_bridge: true, result: [{ else: [] }], ringback: ['silence:1'] }[name] ?? 'https://example.com/x'
    for (const form of [
      { serial: [{ to: ANA, [name]: value }] },
      { parallel: [{ to: ANA, [name]: value }] },
      { serial_parallel: [[{ to: ANA, [name]: value }]] },
    ]) {
      lab.product.on('/in', script({ connect: form }))
      const { timeline } = await lab.until(await lab.call(), (view) => view.state === 'ended')
      expect(timeline.find(({ what }) => what === 'error')?.detail).toBe(
        `relay_script_method_execute_failed: connect: the emulator does not play ${name} of one destination`,
      )
    }
  },
)

test('each destination of connect says for itself what nobody hears', async () => {
  lab.product.on(
    '/in',
    script({
      connect: {
        serial: [
          { to: ANA, codecs: 'G722' },
          { to: ANA, encryption: 'optional' },
        ],
      },
    }),
  )
  const { timeline } = await lab.until(await lab.call(), (view) => view.state === 'ended')
  expect(timeline.filter(({ what }) => what === 'notes').map(({ detail }) => detail)).toEqual([
    'connect: codecs G722',
    'connect: encryption optional',
  ])
})

test('the phone that connect rings is shown the headers, those of its own before those of all', async () => {
  const BEN = '+12025550122'
  await lab.behave(BEN, { kind: 'manual' })
  lab.product.on(
    '/in',
    script(
      { set: { given: 'sales' } },
      {
        connect: {
          headers: [{ name: 'X-Queue', value: '${given}' }],
          serial: [{ to: ANA, headers: [{ name: 'X-Own', value: '1' }] }, { to: BEN }],
        },
      },
    ),
  )
  const id = await lab.call()
  await lab.until(id, (view) => view.legs.some(({ to, state }) => to === BEN && state === 'ringing'))
  const headersAt = async (at: string) =>
    z
      .object({ legs: z.array(z.looseObject({ headers: z.unknown() })) })
      .parse((await lab.control('GET', `/phones/${encodeURIComponent(at)}`)).body).legs[0]?.headers
  expect(await headersAt(ANA)).toEqual([{ name: 'X-Own', value: '1' }])
  expect(await headersAt(BEN)).toEqual([{ name: 'X-Queue', value: 'sales' }])
  expect((await lab.look(id)).timeline.filter(({ what }) => what === 'notes').map(({ detail }) => detail)).toEqual([
    'connect: header X-Own: 1',
    'connect: header X-Queue: sales',
  ])
})
