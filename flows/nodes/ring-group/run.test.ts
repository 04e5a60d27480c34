import { describe, expect, test } from 'vitest'
import { aSeat, exitOf, factsWith, here, ScriptedCall, type Script } from '../scripted-call.ts'
import { ringGroup } from './definition.ts'
import { run } from './run.ts'

const everyone = ringGroup.config.parse({})

describe('a ring group', () => {
  test.each<[string, Script, string]>([
    ['someone accepts and they talk', { ring: [{ accepts: 'ben' }] }, 'answered'],
    [
      'someone accepts but is gone before the caller is there',
      { ring: [{ accepts: 'ben' }], talk: ['lost'] },
      'no-answer',
    ],
    ['nobody picks up', { ring: ['no-answer'] }, 'no-answer'],
    ['all decline', { ring: ['declined'] }, 'declined'],
    ['nobody could be rung', { ring: ['nobody'] }, 'nobody'],
  ])('when %s', async (_sentence, script, exit) => {
    expect(exitOf(await run(new ScriptedCall(factsWith(), script), everyone, here()))).toBe(exit)
  })

  test('tells who has answered, once the two have talked', async () => {
    const call = new ScriptedCall(factsWith(), { ring: [{ accepts: 'ben' }] })
    expect(await run(call, everyone, here())).toEqual({ exit: 'answered', gives: { 'answered-by': 'Ben' } })
  })

  test('everyone is everybody with access to the number, all at once', async () => {
    const call = new ScriptedCall(factsWith({ routing: [] }))
    await run(call, everyone, here())
    expect(call.told).toEqual(['rings Ana, Ben, Cy together for 30s'])
  })

  test('named members ring in the order of the config, each once, and only with access', async () => {
    const call = new ScriptedCall(factsWith())
    await run(call, { who: { kind: 'members', members: ['cy', 'ana', 'cy', 'stranger'] }, seconds: 5 }, here())
    expect(call.told).toEqual(['rings Cy, Ana together for 5s'])
  })

  test('barred seats are handed over too, so that the call can tell why they do not ring', async () => {
    const call = new ScriptedCall(factsWith({ roster: [aSeat('Ana', null, 'no-verified-phone'), aSeat('Ben')] }))
    await run(call, everyone, here())
    expect(call.told).toEqual(['rings Ana, Ben together for 30s'])
  })

  test('more than ten seats are handed over whole', async () => {
    const roster = Array.from({ length: 12 }, (_, index) => aSeat(`P${index}`))
    const call = new ScriptedCall(factsWith({ roster }))
    await run(call, everyone, here())
    expect(call.told[0]).toContain('P11')
  })
})

describe('the definition of a ring group', () => {
  test.each([
    ['30 s is the default', {}, 30],
    ['5 s is the least', { seconds: 5 }, 5],
    ['120 s is the most', { seconds: 120 }, 120],
    ['4 s is too short', { seconds: 4 }, null],
    ['121 s is too long', { seconds: 121 }, null],
    ['half seconds are refused', { seconds: 7.5 }, null],
  ])('%s', (_sentence, config, seconds) => {
    expect(ringGroup.config.safeParse(config).data?.seconds ?? null).toBe(seconds)
  })

  test.each([
    ['eleven named members are refused', Array.from({ length: 11 }, (_, index) => `m${index}`)],
    ['an empty choice is refused', []],
    ['a member twice is refused', ['ana', 'ana']],
  ])('%s', (_sentence, members) => {
    expect(ringGroup.config.safeParse({ who: { kind: 'members', members } }).success).toBe(false)
  })

  test.each([
    ['ten people who can ring are fine', 10, 0, []],
    ['an eleventh is an error', 11, 0, ['error']],
    ['an eleventh who cannot ring is only a warning', 10, 1, ['warning']],
    ['nobody who can ring is an error', 0, 2, ['error']],
    ['nobody with access is an error', 0, 0, ['error']],
  ])('%s', (_sentence, willing, barred, severities) => {
    const roster = [
      ...Array.from({ length: willing }, (_, index) => aSeat(`P${index}`)),
      ...Array.from({ length: barred }, (_, index) => aSeat(`B${index}`, null, 'inactive')),
    ]
    const issues = ringGroup.check?.(everyone, { people: { roster, routing: [], inactive: [] } }) ?? []
    expect(issues.map((issue) => issue.severity)).toEqual(severities)
  })

  test('a chosen person without access is an error that says what to do', () => {
    const { roster, routing } = factsWith()
    const issues = ringGroup.check?.(
      { who: { kind: 'members', members: ['ana', 'gone'] }, seconds: 30 },
      { people: { roster, routing, inactive: [] } },
    )
    expect(issues).toEqual([
      {
        field: 'who',
        severity: 'error',
        message: 'One of the chosen people has no access to this number. Give them access, or take them out.',
      },
    ])
  })

  test('people who are not known yet are not checked', () => {
    expect(ringGroup.check?.(everyone, { people: null })).toEqual([])
  })

  test('its summary says who and how long', () => {
    expect(ringGroup.summary(everyone)).toBe('Everyone on the number, 30 s')
    expect(ringGroup.summary({ who: { kind: 'members', members: ['ana'] }, seconds: 20 })).toBe('1 person, 20 s')
    expect(
      ringGroup.summary({ who: { kind: 'members', members: ['ana', 'ben'] }, seconds: 20 }, (id) => id.toUpperCase()),
    ).toBe('ANA, BEN, 20 s')
  })
})
