import { describe, expect, test } from 'vitest'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { incomingCall } from './definition.ts'
import { run } from './run.ts'

describe('an incoming call', () => {
  test('goes on at once and does nothing to the call', async () => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, incomingCall.config.parse({}), here())).toBe('next')
    expect(call.told).toEqual([])
  })

  test.each([
    ['an IANA zone is taken', { timeZone: 'Europe/Berlin' }, true],
    ['a zone that does not exist is refused', { timeZone: 'Europe/Atlantis' }, false],
    ['a language tag is taken', { language: 'de-DE' }, true],
    ['a language in words is refused', { language: 'German please' }, false],
    ['a field that does not exist is refused', { zone: 'Europe/Berlin' }, false],
  ])('%s', (_sentence, config, valid) => {
    expect(incomingCall.config.safeParse(config).success).toBe(valid)
  })

  test('its summary names language and zone', () => {
    expect(incomingCall.summary(incomingCall.config.parse({}))).toBe('English (United States)')
    expect(incomingCall.summary(incomingCall.config.parse({ timeZone: 'Europe/Berlin' }))).toBe(
      'English (United States), Europe/Berlin',
    )
  })
})
