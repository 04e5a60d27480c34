import { expect, test } from 'vitest'
import { record } from './record.ts'

test('a recording is found in the log, wherever its particulars lie', () => {
  const url = 'https://files.example.com/1.wav'
  expect(
    record.inLog({
      name: 'calling_call_record',
      details: { state: 'finished', url, duration: 3, recording_id: 'r' },
    }),
  ).toEqual({ kind: 'recorded', url, seconds: 3 })
  expect(
    record.inLog({
      name: 'calling_call_record',
      details: { params: { state: 'finished', record: { url, duration: 3 } } },
    }),
  ).toEqual({ kind: 'recorded', url, seconds: 3 })
  expect(record.inLog({ name: 'calling_call_record', details: { state: 'recording' } })).toBeNull()
  expect(record.inLog({ name: 'calling_call_ended', details: { state: 'finished', url } })).toBeNull()
})

test('an event of the log without details tells of no recording', () => {
  expect(record.inLog({ name: 'calling_call_record', details: {} })).toBeNull()
})
