import { describe, expect, test } from 'vitest'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { play } from './definition.ts'
import { run } from './run.ts'

describe('play', () => {
  test('says its text and goes on', async () => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, { text: 'Welcome.' }, here())).toBe('next')
    expect(call.told).toEqual(['says “Welcome.”'])
  })

  test.each([
    ['no text at all', {}],
    ['blanks only', { text: '   ' }],
  ])('%s is refused with what to do', (_sentence, config) => {
    expect(play.config.safeParse(config).error?.issues.map((issue) => issue.message)).toEqual([
      'Write what the caller should hear.',
    ])
  })

  test('its summary quotes the text', () => {
    expect(play.summary({ text: 'Welcome.' })).toBe('“Welcome.”')
  })
})
