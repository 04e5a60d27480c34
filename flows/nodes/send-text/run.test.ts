import { describe, expect, test } from 'vitest'
import type { OutboundText, TextOutcome } from '../../live-call.ts'
import { usesOf } from '../../language/uses.ts'
import { aSeat, factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { sendText } from './definition.ts'
import { run } from './run.ts'

const words = 'Thank you for calling.'
const toMembers = (...members: readonly string[]) => ({ to: { kind: 'members', members }, words })

describe('sending a text', () => {
  test.each<TextOutcome>(['sent', 'blocked', 'failed'])('takes the exit %s', async (outcome) => {
    const call = new ScriptedCall(factsWith(), { text: [outcome] })
    expect(await run(call, sendText.config.parse({ words }), here())).toBe(outcome)
  })

  test('goes to the caller’s number, or to nobody’s where it is withheld', async () => {
    expect(await textOf({ words })).toEqual({
      words,
      to: [{ member: null, name: '+12025550150', address: '+12025550150' }],
    })
    expect(await textOf({ words }, factsWith({ caller: { e164: null, name: null } }))).toMatchObject({
      to: [{ member: null, address: null }],
    })
  })

  test('goes to chosen people with access, at the first of their phones that is a telephone', async () => {
    const roster = [
      { ...aSeat('Ana', 'sip:ana@desk.example'), also: ['+12025550171'] },
      aSeat('Ben', '/private/ben'),
      aSeat('Cy'),
    ]
    expect(await textOf(toMembers('cy', 'ana', 'ben', 'stranger'), factsWith({ roster }))).toEqual({
      words,
      to: [
        { member: 'cy', name: 'Cy', address: '+12025550199' },
        { member: 'ana', name: 'Ana', address: '+12025550171' },
        { member: 'ben', name: 'Ben', address: null },
      ],
    })
  })

  test('is blocked where none of the chosen people is there any more', async () => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, sendText.config.parse(toMembers('stranger')), here())).toBe('blocked')
    expect(call.told).toEqual([])
  })
})

describe('the definition of a text', () => {
  test.each([
    ['words to the caller', { words }, true],
    ['no words', { words: ' ' }, false],
    ['more than 1,000 characters', { words: 'x'.repeat(1001) }, false],
    ['nobody chosen', toMembers(), false],
    ['eleven people', toMembers(...Array.from({ length: 11 }, (_, at) => `m${at}`)), false],
  ])('%s', (_what, config, valid) => {
    expect(sendText.config.safeParse(config).success).toBe(valid)
  })

  test('whoever has no access is an error, and whoever has no telephone a warning', () => {
    const people = { roster: [aSeat('Ana'), aSeat('Ben', 'sip:ben@desk.example')], routing: [], inactive: [] }
    const issues = sendText.check?.(sendText.config.parse(toMembers('ana', 'ben', 'gone')), { people }) ?? []
    expect(issues.map(({ severity, message }) => [severity, message])).toEqual([
      ['error', 'One of the chosen people has no access to this number. Give them access, or take them out.'],
      [
        'warning',
        'Ben gets no text: none of their phones takes texts. Add a mobile number to their devices, or take them out.',
      ],
    ])
    expect(sendText.check?.(sendText.config.parse(toMembers('gone')), { people: null })).toEqual([])
  })

  test('it uses the people whom it writes to, and rings nobody', () => {
    const uses = usesOf({ kind: 'send-text', config: toMembers('ana') })
    expect([uses.members, uses.rings]).toEqual([['ana'], []])
  })

  test('its summary says to whom and what', () => {
    expect(sendText.summary(sendText.config.parse({ words }))).toBe(`To the caller: “${words}”`)
    expect(sendText.summary(sendText.config.parse(toMembers('ana')), () => 'Ana')).toBe(`To Ana: “${words}”`)
  })
})

async function textOf(config: object, facts = factsWith()): Promise<OutboundText | undefined> {
  let given: OutboundText | undefined
  const call = new ScriptedCall(facts)
  call.text = async (message) => {
    given = message
    return 'sent'
  }
  await run(call, sendText.config.parse(config), here())
  return given
}
