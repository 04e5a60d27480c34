import { describe, expect, test } from 'vitest'
import type { Message } from '../../live-call.ts'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { voicemail } from './definition.ts'
import { run } from './run.ts'

describe('a voicemail', () => {
  test.each<[string, Message, string]>([
    ['the caller leaves a message', { kind: 'left', url: 'https://carrier.example/r/1', seconds: 31 }, 'left-message'],
    ['the caller says nothing', { kind: 'none' }, 'no-message'],
    ['the recording fails', { kind: 'failed' }, 'failed'],
  ])('when %s', async (_sentence, message, exit) => {
    expect(await run(new ScriptedCall(factsWith(), { record: [message] }), voicemail.config.parse({}), here())).toBe(
      exit,
    )
  })

  test('greets, then records within its limits', async () => {
    const call = new ScriptedCall(factsWith())
    await run(call, { greeting: 'Please leave a message.', maxSeconds: 20, silenceSeconds: 3 }, here())
    expect(call.told).toEqual(['records after “Please leave a message.”, at most 20 s, 3 s of silence'])
  })

  test('without a greeting it records at once, and its author is warned', async () => {
    const config = voicemail.config.parse({})
    const call = new ScriptedCall(factsWith())
    await run(call, config, here())
    expect(call.told).toEqual(['records after no greeting, at most 120 s, 5 s of silence'])
    expect(voicemail.check?.(config, { people: null }).map(({ field, severity }) => [field, severity])).toEqual([
      ['greeting', 'warning'],
    ])
  })

  test.each([
    ['5 s is the shortest message', { maxSeconds: 5 }, true],
    ['4 s is too short', { maxSeconds: 4 }, false],
    ['an hour is the longest', { maxSeconds: 3600 }, true],
    ['more than an hour is too long', { maxSeconds: 3601 }, false],
    ['no silence at all is refused', { silenceSeconds: 0 }, false],
  ])('%s', (_sentence, config, valid) => {
    expect(voicemail.config.safeParse(config).success).toBe(valid)
  })

  test('its summary is the greeting, or how long a message may be', () => {
    expect(voicemail.summary(voicemail.config.parse({ greeting: 'Hi.' }))).toBe('“Hi.”')
    expect(voicemail.summary(voicemail.config.parse({}))).toBe('Up to 120 s, no greeting')
  })
})
