import { describe, expect, test } from 'vitest'
import type { Question } from '#flows/live-call.ts'
import { harmless } from '../../documents/harmless.ts'
import { wordBody } from '../../reports.ts'
import { saidOf } from '../carrier-verbs.ts'
import { ask } from './ask.ts'

const menu: Question = {
  prompt: { say: 'For sales press 1.' },
  takes: { kind: 'choice', choices: [{ key: '1', name: 'Sales', words: ['sales', 'New bike!'] }] },
  wait: 7,
  tries: 2,
  again: { invalid: { say: 'There is no such key.' }, silent: { say: 'Are you there?' } },
}
const pin: Question = {
  ...menu,
  takes: { kind: 'digits', fewest: 4, most: 6, ends: '#', secret: true },
  tries: 1,
}

const url = 'https://phone.example.com/'
const settings = { limit: 500, recordingUrl: url, toolsUrl: url, aiReportUrl: url, at: 3 }

describe('a question', () => {
  test('is asked again in one document, after what was wrong or nobody has said, and cut short by a key', () => {
    const listens = {
      max_digits: 1,
      digit_timeout: 5,
      initial_timeout: 7,
      speech_timeout: 15,
      speech_end_timeout: 1,
      speech_language: 'en-US',
      speech_hints: ['sales', 'new bike'],
    }
    expect(rendered(menu)).toEqual([
      { set: { prompt_result: '', prompt_value: '' } },
      { prompt: { play: ['say:For sales press 1.'], ...listens } },
      { goto: { label: 'asked_3', when: expect.stringContaining("prompt_value == '1'") as string } },
      {
        cond: [
          {
            when: "prompt_result == 'match_digits' || prompt_result == 'match_speech' || prompt_result == 'no_match'",
            then: [{ prompt: { play: ['say:There is no such key.', 'say:For sales press 1.'], ...listens } }],
            else: [{ prompt: { play: ['say:Are you there?', 'say:For sales press 1.'], ...listens } }],
          },
        ],
      },
      { label: 'asked_3' },
    ])
  })

  test('that comes after a talk begins by hearing the keys of that, and no other does', () => {
    const after = harmless<readonly object[]>(ask.render({ do: 'ask', question: pin, forgetsKeys: true }, settings))
    expect(after[0]).toEqual({
      prompt: { play: 'silence:0.1', max_digits: 40, digit_timeout: 0.1, initial_timeout: 0.1 },
    })
    expect(after.slice(1)).toEqual(rendered(pin))
  })

  test('listens for digits until their end, and for no words', () => {
    expect(rendered(pin)).toEqual([
      { set: { prompt_result: '', prompt_value: '' } },
      {
        prompt: {
          play: ['say:For sales press 1.'],
          max_digits: 6,
          terminators: '#',
          digit_timeout: 5,
          initial_timeout: 7,
        },
      },
      { label: 'asked_3' },
    ])
  })

  test('is understood in its own language, with any word as an answer', () => {
    const speech = { language: 'de-DE', voice: 'man' } as const
    const asked = {
      ...menu,
      prompt: { say: 'Wie heißen Sie?', speech },
      takes: { kind: 'words', hints: ['Müller'] },
      language: 'de-DE',
    } as const
    expect(rendered(asked)[1]).toMatchObject({
      prompt: { say_voice: 'Polly.Hans', say_language: 'de-DE', speech_language: 'de-DE', speech_hints: ['müller'] },
    })
    expect(rendered(asked)[2]).toMatchObject({ goto: { when: "prompt_result == 'match_speech'" } })
  })

  test('apologises in another voice before it where its own does not speak that', () => {
    const speech = { language: 'it-IT' } as const
    const [, , , again] = rendered({ ...menu, prompt: { say: 'Prema 1.', speech } })
    expect(again).toMatchObject({
      cond: [{ then: [{ play: { url: 'say:There is no such key.' } }, { prompt: { play: ['say:Prema 1.'] } }] }],
    })
  })

  test('has nothing of foreign words in its conditions but letters', () => {
    const words = ["x') || process.exit() || ('", '%{call.from}', '/(a+)+$/', '```', '\u2028']
    const hostile = { kind: 'choice', choices: [{ key: '1', name: 'x', words }] } as const
    const jump = rendered({ ...menu, takes: hostile }).find((verb) => 'goto' in verb)
    expect(jump).toMatchObject({
      goto: { when: expect.stringContaining('.search(/ (x process exit|call from|a) /)') as string },
    })
  })
})

describe('what a document tells of its question', () => {
  test.each([
    ['a key', 'match_digits', '1', { kind: 'heard', by: 'keys', text: '1' }],
    ['words', 'match_speech', 'sales', { kind: 'heard', by: 'voice', text: 'sales' }],
    ['words that nobody made out', 'no_match', '', { kind: 'heard', by: 'voice', text: '' }],
    ['a number, where the carrier makes one of it', 'match_digits', 4711, { kind: 'heard', by: 'keys', text: '4711' }],
    ['silence', 'no_input', '', { kind: 'heard-nothing' }],
    ['a prompt that failed', 'failed', '', { kind: 'heard-nothing' }],
    ['a prompt of which nothing is known', undefined, undefined, { kind: 'heard-nothing' }],
    ['something else', { odd: true }, ['x'], { kind: 'heard-nothing' }],
  ])('is read: %s', (_what, prompt_result, prompt_value, result) => {
    const body = { step: 2, try: 1, last: false, waited: 0, verb: 'ask', prompt_result, prompt_value }
    expect(wordBody.parse(body).result).toEqual(result)
  })

  test('is cut where nobody would say so much', () => {
    const body = { step: 2, try: 1, last: false, waited: 0, verb: 'ask' }
    const { result } = wordBody.parse({ ...body, prompt_result: 'match_speech', prompt_value: 'la '.repeat(5000) })
    expect(result?.kind === 'heard' && result.text.length).toBe(1000)
  })

  test('says that it is secret where it is', () => {
    const heard = { prompt_result: '%{prompt_result}', prompt_value: '%{prompt_value}' }
    expect(harmless(saidOf([{ do: 'ask', question: menu }]))).toEqual({ verb: 'ask', ...heard })
    expect(harmless(saidOf([{ do: 'ask', question: pin }]))).toEqual({ verb: 'ask', ...heard, secret: true })
    const body = { step: 2, try: 1, last: false, waited: 0, verb: 'ask', secret: true }
    expect(wordBody.parse({ ...body, prompt_result: 'match_digits', prompt_value: '4711' }).result).toEqual({
      kind: 'heard',
      by: 'keys',
      text: '4711',
      secret: true,
    })
  })
})

function rendered(question: Question) {
  const verbs = ask.render({ do: 'ask', question }, settings)
  return harmless<readonly Readonly<Record<string, unknown>>[]>(verbs)
}
