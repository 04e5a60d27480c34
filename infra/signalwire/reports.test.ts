import { expect, test } from 'vitest'
import { claimAnswer } from './documents/replies.ts'
import { claimBody, ladderBody, numberWordBody, wordBody } from './reports.ts'

const url = 'https://carrier.example.com/recordings/1.wav'

test("a word's first try has not waited; a later one brings back how long it has, as number or text", () => {
  const word = { step: 2, try: 1, last: false, waited: 0 }
  expect(wordBody.parse(word)).toEqual({ try: 1, last: false, waited: 0, result: null })
  expect(wordBody.parse({ ...word, try: 5, last: true, waited: 6000 })).toMatchObject({ last: true, waited: 6000 })
  expect(wordBody.parse({ ...word, waited: '3500' }).waited).toBe(3500)
  expect(wordBody.parse({ ...word, waited: '' }).waited).toBeNull()
})

test('a recording counts when it is one; its length may be missing', () => {
  const word = {
    step: 3,
    try: 1,
    last: false,
    waited: 0,
    verb: 'record',
    record_url: url,
    record_result: 'success',
    record_duration: '',
  }
  expect(wordBody.parse(word).result).toEqual({ kind: 'recorded', url, seconds: 0 })
  expect(wordBody.parse({ ...word, record_duration: '7.6' }).result).toEqual({ kind: 'recorded', url, seconds: 8 })
  expect(wordBody.parse({ ...word, record_result: 'no_input' }).result).toEqual({ kind: 'not-recorded' })
  expect(wordBody.parse({ ...word, record_url: '' }).result).toEqual({ kind: 'not-recorded' })
})

test('after a room the word says so', () => {
  expect(wordBody.parse({ step: 4, try: 1, last: false, waited: 0, verb: 'join' }).result).toEqual({
    kind: 'left-room',
  })
})

test('a verb by which nothing is learned says nothing, whatever stands beside it', () => {
  const word = { step: 4, try: 1, last: false, waited: 0, record_url: url, record_result: 'success' }
  expect(wordBody.parse(word).result).toBeNull()
  expect(wordBody.parse({ ...word, verb: 'park' }).result).toBeNull()
})

test('documents of earlier releases, which calls are still playing, say in their own way what they did', () => {
  const word = { step: 4, try: 1, last: false, waited: 0 }
  expect(wordBody.parse({ ...word, did: 'other' }).result).toBeNull()
  expect(wordBody.parse({ ...word, did: 'join' }).result).toEqual({ kind: 'left-room' })
  expect(
    wordBody.parse({ ...word, did: 'record', record_url: url, record_result: 'success', record_duration: 7 }).result,
  ).toEqual({ kind: 'recorded', url, seconds: 7 })
})

test("claims, ladders and the number's own document are read", () => {
  expect(claimBody.parse({ leg: 'ring-1', call: 'leg-at-carrier', try: 1, last: false })).toEqual({
    leg: 'ring-1',
    call: 'leg-at-carrier',
    try: 1,
    last: false,
  })
  expect(ladderBody.parse({ step: 2, what: 'alone' })).toEqual({ step: 2, from: null, what: 'alone', recording: null })
  expect(
    numberWordBody.parse({
      call: 'c',
      from: '+12025550150',
      to: '',
      what: 'recorded',
      record_url: url,
      record_result: 'success',
      record_duration: 2,
    }),
  ).toEqual({ call: 'c', from: '+12025550150', to: null, what: 'recorded', recording: { url, seconds: 2 } })
})

test('what no document of ours says is refused', () => {
  expect(wordBody.safeParse({ try: 0, last: false }).success).toBe(false)
  expect(wordBody.safeParse({ try: 1, last: false, verb: 'dance' }).success).toBe(false)
  expect(wordBody.safeParse({ try: 1, last: false, verb: 'toString' }).success).toBe(false)
  expect(claimBody.safeParse({}).success).toBe(false)
  expect(ladderBody.safeParse({ what: 'dances' }).success).toBe(false)
})

test("the winner's name cannot speak for the carrier", () => {
  expect(claimAnswer({ kind: 'taken', by: 'Ana\n%{call.from}' })).toEqual({ reply: 'taken', by: 'Ana {call.from}' })
  expect(claimAnswer({ kind: 'taken', by: ' ' })).toEqual({ reply: 'taken', by: 'Somebody' })
  expect(claimAnswer({ kind: 'taken', by: ' ' }, { language: 'de-DE' })).toMatchObject({ by: 'Jemand' })
  expect(claimAnswer({ kind: 'yours', room: 'c-1' })).toEqual({ reply: 'yours', room: 'c-1' })
})
