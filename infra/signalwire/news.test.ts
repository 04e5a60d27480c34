import { expect, test } from 'vitest'
import { readDocumentFetch, readNews } from './news.ts'
import { claimBody, numberWordBody } from './reports.ts'
import { logEntry } from './answers.ts'
import { e164, endInLog, legEnd } from './spellings.ts'

const envelope = (event_type: string, params: object) => ({
  event_type,
  event_channel: 'swml:x',
  timestamp: 1_790_000_000.25,
  project_id: 'p',
  space_id: 's',
  params: { call_id: 'leg-1', node_id: 'n', ...params },
})
const at = 1_790_000_000_250
const device = { type: 'phone', params: { from_number: '+12025550100', to_number: '+12025550121' } }

test('a leg that rings is read from the envelope', () => {
  expect(
    readNews(
      envelope('calling.call.state', { call_state: 'ringing', direction: 'outbound', device, end_reason: null }),
    ),
  ).toEqual({ kind: 'leg', call: 'leg-1', state: 'ringing', parent: null, to: '+12025550121', at })
})

test('a leg that ended says why, whichever way it is spelled', () => {
  const why = (end_reason: unknown) =>
    readNews(envelope('calling.call.state', { call_state: 'ended', device, end_reason, parent: { call_id: 'caller' } }))
  for (const spelling of ['no_answer', 'noAnswer', 'timeout'])
    expect(why(spelling)).toEqual({
      kind: 'leg-ended',
      call: 'leg-1',
      why: 'no-answer',
      parent: 'caller',
      to: '+12025550121',
      at,
    })
  expect(
    [null, 'hangup', 'busy', 'decline', 'declined', 'cancel', 'canceled', 'error', 'not_found', 'a new word'].map(
      (one) => legEnd(one),
    ),
  ).toEqual([
    'unknown',
    'hung-up',
    'busy',
    'declined',
    'declined',
    'cancelled',
    'cancelled',
    'failed',
    'failed',
    'failed',
  ])
})

test('the flat form is read as well, with times of its own', () => {
  expect(readNews({ call_id: 'leg-1', call_state: 'answered', device, answer_time: 1_790_000_000_500 })).toEqual({
    kind: 'leg',
    call: 'leg-1',
    state: 'answered',
    parent: null,
    to: '+12025550121',
    at: 1_790_000_000_500,
  })
  expect(readNews({ id: 'leg-1', status: 'no-answer' })).toMatchObject({ kind: 'leg-ended', why: 'no-answer' })
})

test.each([1e300, -5, 0, 1_790_000_000_250, 'soon'])('a time that is none counts as not told: %s', (timestamp) => {
  expect(readNews({ ...envelope('calling.call.state', { call_state: 'ringing', device }), timestamp })).toMatchObject({
    kind: 'leg',
    at: null,
  })
})

test('a recording is read in both layouts', () => {
  const url = 'https://files.example.com/1.wav'
  const expected = { kind: 'recorded', call: 'leg-1', url, seconds: 4, at }
  expect(
    readNews(
      envelope('calling.call.record', {
        state: 'finished',
        url,
        duration: 4.4,
        size: 9,
        recording_id: 'r',
        record: { audio: { format: 'wav' } },
      }),
    ),
  ).toEqual(expected)
  expect(
    readNews(
      envelope('calling.call.record', { state: 'finished', record: { url, duration: 4.4, size: 9, format: 'wav' } }),
    ),
  ).toEqual(expected)
  expect(readNews(envelope('calling.call.record', { state: 'no_input' }))).toMatchObject({
    kind: 'recording',
    state: 'no-input',
  })
})

test('a person reached by a ladder is known by the number', () => {
  expect(
    readNews(
      envelope('calling.call.connect', {
        connect_state: 'connected',
        peer: { call_id: 'peer-1', node_id: 'n', device },
      }),
    ),
  ).toEqual({ kind: 'connect', call: 'leg-1', state: 'connected', peer: { call: 'peer-1', to: '+12025550121' }, at })
  expect(readNews(envelope('calling.call.connect', { connect_state: 'failed', failed_reason: 'busy' }))).toMatchObject({
    state: 'failed',
    peer: null,
  })
})

test('a room tells who came', () => {
  expect(readNews(envelope('calling.conference', { status: 'participant-join', name: 'c-1' }))).toEqual({
    kind: 'room',
    room: 'c-1',
    what: 'participant-join',
    call: 'leg-1',
    at,
  })
})

test('an event that we do not act on is other, and nonsense is unreadable', () => {
  expect(readNews(envelope('calling.call.play', { state: 'playing' }))).toEqual({
    kind: 'other',
    what: 'calling.call.play',
  })
  for (const body of [
    null,
    'text',
    7,
    [],
    {},
    { call_id: 'x' },
    { event_type: 'calling.call.record', timestamp: 1, params: { call_id: 'x', state: 'odd' } },
  ]) {
    expect(readNews(body).kind).toBe('unreadable')
  }
})

test('a document fetch names call and caller; a withheld caller is null', () => {
  const fetched = (from: string) =>
    readDocumentFetch({
      call: {
        call_id: 'c',
        direction: 'inbound',
        type: 'phone',
        from,
        to: '+12025550100',
        from_number: from,
        to_number: '+12025550100',
      },
      vars: {},
      envs: {},
      params: {},
    })
  expect(fetched('+12025550150')).toEqual({ call: 'c', direction: 'inbound', from: '+12025550150', to: '+12025550100' })
  for (const withheld of ['anonymous', 'Restricted', '+266696687', '+', '${call.to}', ''])
    expect(fetched(withheld).from).toBeNull()
  expect(e164('+1 (202) 555-0150')).toBe('+12025550150')
  expect(() => readDocumentFetch({ call: {} })).toThrow()
})

test('no id of the carrier can change the address that it becomes part of', () => {
  const isTaken = (id: string) =>
    [
      () => readDocumentFetch({ call: { call_id: id } }).call,
      () => numberWordBody.parse({ call: id, from: '', to: '', what: 'word' }).call,
      () => claimBody.parse({ leg: id, try: 1, last: false }).leg,
    ].map((read) => attempt(read) === id)
  for (const id of ['.', '..', '../x', 'a/b', 'a\\b', 'a?b', 'a#b', 'a%2fb', 'a b', 'a;b', 'a&b', 'ä', 'x'.repeat(201)])
    expect([id, isTaken(id)]).toEqual([id, [false, false, false]])
  for (const id of ['5ea50000-0000-4000-8000-00000000dead', 'a_b.c:d~e@f+g=', '...', 'x'.repeat(200)])
    expect([id, isTaken(id)]).toEqual([id, [true, true, true]])
  expect(readNews(envelope('calling.call.state', { call_id: '..', call_state: 'ended' })).kind).toBe('unreadable')
  expect(
    readNews(envelope('calling.call.connect', { connect_state: 'connected', peer: { call_id: '..' } })),
  ).toMatchObject({ kind: 'connect', peer: { call: null } })
})

test.each(['ended', 'completed', 'busy', 'no-answer', 'canceled', 'failed'])(
  'of a leg that the log writes as %s no more is known than that it is over',
  (status) => {
    expect(logEntry.parse({ id: 'leg-1', status }).state).toBe('ended')
    expect(endInLog()).toBe('unknown')
    expect(endInLog({ pickedUp: true })).toBe('hung-up')
  },
)

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
