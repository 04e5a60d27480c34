import { defaultPayloadConverter } from '@temporalio/common'
import { expect, test } from 'vitest'
import { eventKey, type CallEvent } from '#flows/call/happenings/happening.ts'
import type { Message } from '#flows/live-call.ts'
import type { Word } from '#flows/call/call-words.ts'
import { withoutRecordingPlaces } from './without-recording-places.ts'

const url = 'https://files.carrier.test/7.wav'
const event: CallEvent = { at: 1, node: null, what: { kind: 'recording', url, seconds: 4, from: 'word' } }
const word: Word = { step: 2, result: { kind: 'recorded', url, seconds: 4 } }
// as earlier releases told it
const news = { kind: 'recording', url, seconds: 4, from: 'callback', at: 1 }
const message: Message = { kind: 'left', url, seconds: 4 }

test.each<[string, unknown]>([
  ['a word', word],
  ['news', news],
  ['several news at once', [news, news]],
  ['an event that is written', { organisation: 'harbour', call: 'c1', events: [{ key: eventKey(event.what), event }] }],
  ['what came of a message', { outcome: message }],
  ['what was found', { url, seconds: 4 }],
  ['what the carrier said', { verb: 'record', record_url: url, record_duration: 4.2 }],
])('where the carrier keeps a recording is taken out of %s, and nothing else', (_what, value) => {
  const payload = defaultPayloadConverter.toPayload(value)
  const shown: unknown = defaultPayloadConverter.fromPayload(withoutRecordingPlaces(payload))
  expect(shown).toEqual(JSON.parse(JSON.stringify(value).replaceAll(url, '')))
})

test.each<[string, unknown]>([
  ['a sound that is played', { do: 'play', url: 'https://phone.test/audio/1' }],
  ['a number', 7],
  ['nothing', undefined],
  ['bytes', new Uint8Array([255, 0, 123])],
])('what holds no recording stays as it is: %s', (_what, value) => {
  const payload = defaultPayloadConverter.toPayload(value)
  expect(withoutRecordingPlaces(payload)).toBe(payload)
})
