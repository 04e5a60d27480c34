import { expect, test } from 'vitest'
import type { Instruction, Step } from '#flows/verbs/instruction.ts'
import type { Ladder } from '#flows/outage/ladder.ts'
import { carrierUrls } from '../urls.ts'
import { stepDocument } from './step.ts'
import type { Verb } from './swml.ts'

test('the first document answers, speaks and then asks what comes next', () => {
  const main = verbs([say('Welcome to  Harbour\nBikes.')])
  expect(main.slice(0, 2)).toEqual([{ answer: {} }, { play: { url: 'say:Welcome to Harbour Bikes.' } }])
  expect(main[2]).toEqual({
    request: {
      url: word(1),
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: { step: 1, try: 1, last: false, waited: 0 },
      timeout: 3,
      connect_timeout: 2,
      save_variables: true,
    },
  })
  expect(main[3]).toEqual({
    cond: [
      {
        when: "request_result == 'success' && request_response.reply == 'next'",
        then: [{ transfer: { dest: '%{request_response.url}' } }],
      },
    ],
  })
  expect(main[4]).toEqual({
    goto: { label: 'ladder', when: "request_result == 'success' && request_response.reply == 'alone'" },
  })
  expect(main[5]).toEqual({ play: { url: 'ring:2.0:us' } })
})

test('the question is asked five times; the later ones say how long they have waited, the last says that it is the last', () => {
  const bodies = verbs([say('Hello.')]).flatMap((verb) =>
    'request' in verb && verb.request.url === word(1) ? [verb.request.body] : [],
  )
  expect(bodies.map((body) => [body['try'], body['last'], body['waited']])).toEqual([
    [1, false, 0],
    [2, false, '%{request_response.waited}'],
    [3, false, '%{request_response.waited}'],
    [4, false, '%{request_response.waited}'],
    [5, true, '%{request_response.waited}'],
  ])
})

test('only the first document answers, and a pushed one says that it has begun', () => {
  const main = verbs([{ do: 'park', for: 4000 }], { n: 3, by: 'push' })
  expect(main[0]).toMatchObject({ request: { url: begun(3), timeout: 1 } })
  expect(main[1]).toEqual({ play: { url: 'ring:4.0:us' } })
})

test('a document that joins says so until it is heard, with ringing in between, and joins only then', () => {
  const main = verbs([{ do: 'join', room: 'c-1' }], { n: 3, by: 'push' })
  const joined = main.findIndex((verb) => 'join_conference' in verb)
  const told = { request: { url: begun(3), timeout: 1 } }
  const unlessHeard = { goto: { label: 'heard', when: "request_result == 'success'" } }
  const rings = { play: { url: 'ring:1.0:us' } }
  expect(main.slice(0, joined)).toMatchObject([
    told,
    unlessHeard,
    rings,
    told,
    unlessHeard,
    rings,
    told,
    unlessHeard,
    rings,
    told,
    unlessHeard,
    rings,
    told,
    unlessHeard,
    { label: 'heard' },
  ])
  expect(main[joined]).toEqual({
    join_conference: {
      name: 'c-1',
      start_on_enter: true,
      end_on_exit: true,
      max_participants: 2,
      beep: 'false',
      result: [expect.anything()],
    },
  })
  expect(main[joined + 1]).toMatchObject({ request: { url: word(3), body: { verb: 'join' } } })
})

test.each([
  [1000, 1],
  [4000, 4],
  [5000, 5],
  [30_000, 30],
  [70_500, 70.5],
  [900_000, 900],
])('a park of %i ms rings for %d s, within the 100 jumps of a loop', (time, seconds) => {
  const main = verbs([{ do: 'park', for: time }], { n: 2 })
  const loop = main.flatMap((verb) => ('goto' in verb && verb.goto.label === 'ring_0' ? [verb.goto.max ?? 0] : []))
  const rings = main
    .slice(
      0,
      main.findIndex((verb) => 'request' in verb),
    )
    .flatMap((verb) => ('play' in verb ? [Number(verb.play.url.split(':')[1])] : []))
  expect(Math.max(0, ...loop)).toBeLessThanOrEqual(100)
  expect(rings.reduce((sum, one) => sum + one, 0) + (loop[0] ?? 0) * (rings[0] ?? 0)).toBeCloseTo(seconds)
})

test('a voicemail greets, records after a beep and tells what was recorded', () => {
  const main = verbs(
    [{ do: 'record', greeting: { say: 'Leave a message.' }, limits: { maxSeconds: 20, silenceSeconds: 3 } }],
    { n: 2 },
  )
  expect(main.slice(0, 2)).toEqual([
    { play: { url: 'say:Leave a message.' } },
    {
      record: {
        beep: true,
        format: 'wav',
        max_length: 20,
        initial_timeout: 5,
        end_silence_timeout: 3,
        terminators: '#',
        status_url: urls.of({ to: 'recording', ...place }),
      },
    },
  ])
  expect(main[2]).toMatchObject({
    request: { body: { verb: 'record', record_url: '%{record_url}', record_result: '%{record_result}' } },
  })
})

test('after a hang-up nothing follows, and who is turned away at once is not answered first', () => {
  expect(verbs([{ do: 'hang-up', cause: 'busy' }])).toEqual([{ hangup: { reason: 'busy' } }])
  expect(verbs([say('Goodbye.'), { do: 'hang-up', cause: 'done' }, say('Never heard.')])).toEqual([
    { answer: {} },
    { play: { url: 'say:Goodbye.' } },
    { hangup: { reason: 'hangup' } },
  ])
})

test('alone, the document rings the people, who press 1, and then records', () => {
  const main = verbs([say('Hello.')])
  const alone = main.slice(main.findIndex((verb) => 'label' in verb) - 2)
  expect(alone[0]).toMatchObject({
    request: { url: urls.of({ to: 'ladder', ...place }), body: { step: 1, from: 'node-1', what: 'alone' } },
  })
  expect(alone[1]).toMatchObject({
    cond: [
      {
        when: "request_result == 'success' && request_response.reply == 'next'",
        then: [{ transfer: { dest: '%{request_response.url}' } }],
      },
    ],
  })
  // whoever has been told to go on alone need not ask again whether they may
  expect(alone[2]).toEqual({ label: 'ladder' })
  expect(alone[3]).toEqual({
    connect: {
      from: '+12025550100',
      parallel: [
        { to: '+12025550121', timeout: 20 },
        { to: 'sip:ben@example.com', timeout: 20 },
      ],
      timeout: 20,
      ringback: ['ring:us'],
      confirm: [
        {
          prompt: {
            play: 'say:Call from +12025550150 for Sales. Press 1 to accept.',
            max_digits: 1,
            initial_timeout: 5,
          },
        },
        { cond: [{ when: "prompt_value != '1'", then: [{ hangup: { reason: 'hangup' } }] }] },
      ],
      confirm_timeout: 15,
      call_state_url: urls.of({ to: 'ladder-status', ...place }),
      call_state_events: ['answered', 'ended'],
      status_url: urls.of({ to: 'ladder-status', ...place }),
    },
  })
  expect(alone[4]).toMatchObject({
    cond: [
      { when: "connect_result == 'connected'", then: [{ request: { body: { what: 'talked' } } }, { hangup: {} }] },
    ],
  })
  expect(alone.slice(5).map((verb) => Object.keys(verb)[0])).toEqual(['play', 'record', 'request', 'play', 'hangup'])
})

test('told to go on alone, the document asks nobody and goes down its ladder', () => {
  const main = verbs([say('Hello.'), { do: 'alone' }], { n: 2 })
  expect(main.map((verb) => Object.keys(verb)[0])).toEqual([
    'play',
    'play',
    'request',
    'cond',
    'label',
    'connect',
    'cond',
    'play',
    'record',
    'request',
    'play',
    'hangup',
  ])
})

test('a ladder that forgot its end hangs up', () => {
  expect(verbs([say('Hello.')], { ladder: [] }).at(-1)).toEqual({ hangup: { reason: 'hangup' } })
})

const urls = carrierUrls({ publicUrl: 'https://phone.example.com', secret: 's'.repeat(32) })
const place = { organisation: 'harbour', call: 'call-1' }
const word = (step: number, from: string | null = 'node-1') => urls.of({ to: 'word', ...place, step, from })
const begun = (step: number) => urls.of({ to: 'begun', ...place, step })
const say = (text: string): Instruction => ({ do: 'say', prompt: { say: text } })
const people: Ladder = [
  {
    do: 'connect',
    order: 'together',
    seconds: 20,
    to: [
      { member: 'ana', name: 'Ana', address: '+12025550121' },
      { member: 'ben', name: 'Ben', address: 'sip:ben@example.com' },
    ],
  },
  { do: 'record', greeting: { say: 'Leave a message.' }, limits: { maxSeconds: 120, silenceSeconds: 5 } },
]

function verbs(list: readonly Instruction[], change: Partial<Step> = {}): readonly Verb[] {
  const step: Step = { n: 1, by: 'pull', node: 'node-1', list, ladder: people, ...change }
  return stepDocument({ ...place, number: { e164: '+12025550100', name: 'Sales' }, caller: '+12025550150', step, urls })
    .sections.main
}
