import { describe, expect, test } from 'vitest'
import { aSeat, exitOf, factsWith, here, ScriptedCall, type Script } from '../scripted-call.ts'
import { ringGroup } from './definition.ts'
import { run } from './run.ts'
import { rungGroups } from './rung-groups.ts'

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

  test.each([
    ['those who talk ring', { talking: 'ring' }, 'even who talks'],
    ['phones show the caller’s number', { shows: 'caller' }, 'showing the caller’s number'],
    ['picking up is enough', { confirm: 'none' }, 'accepting by picking up'],
  ])('where its settings say so, %s', async (_sentence, settings, words) => {
    const call = new ScriptedCall(factsWith())
    await run(call, ringGroup.config.parse(settings), here())
    expect(call.told).toEqual([`rings Ana, Ben, Cy together for 30s, ${words}`])
  })
})

describe('a ring group of which some ring at a time', () => {
  const ten = factsWith({ roster: Array.from({ length: 10 }, (_, index) => aSeat(`P${index}`)) })
  const random = ringGroup.config.parse({ seconds: 15, order: { kind: 'random', atOnce: 4 } })
  const rotating = ringGroup.config.parse({ seconds: 15, order: { kind: 'rotating', atOnce: 1 } })

  test('rings them all in batches, each once, in an order that the call’s seed decides', async () => {
    const told = async (seed: number): Promise<string> => {
      const call = new ScriptedCall({ ...ten, seed })
      await run(call, random, here())
      return call.told.join()
    }
    const once = await told(5)
    expect(await told(5)).toBe(once)
    expect(await told(6)).not.toBe(once)
    const batches = once.replace('rings ', '').split(', then ')
    expect(batches.map((batch) => batch.match(/P\d/g)?.length)).toEqual([4, 4, 2])
    expect(new Set(once.match(/P\d/g)).size).toBe(10)
    expect(batches.every((batch) => batch.endsWith(' for 15s'))).toBe(true)
  })

  test('over many calls everybody is in the first batch about equally often', () => {
    const first = new Map<string, number>()
    for (let seed = 0; seed < 4000; seed += 1)
      for (const { name } of rungGroups({ ...ten, seed }, random)[0]?.parties ?? [])
        first.set(name, (first.get(name) ?? 0) + 1)
    // 4 of 10 in 4000 calls: 1600 each, and five standard deviations around it
    for (const times of first.values()) expect(Math.abs(times - 1600)).toBeLessThan(155)
  })

  test('taking turns, each call begins with the next person', async () => {
    const order = async (turn: number): Promise<string[]> => {
      const call = new ScriptedCall(factsWith({ turn }))
      await run(call, rotating, here())
      return call.told
    }
    expect(await order(0)).toEqual(['rings Ana for 15s, then Ben for 15s, then Cy for 15s'])
    expect(await order(1)).toEqual(['rings Ben for 15s, then Cy for 15s, then Ana for 15s'])
    expect(await order(5)).toEqual(['rings Cy for 15s, then Ana for 15s, then Ben for 15s'])
  })

  test('whoever cannot ring takes no place in a batch, and is named all the same', async () => {
    const roster = [aSeat('Ana'), aSeat('Ben', null, 'inactive'), aSeat('Cy'), aSeat('Dora')]
    const call = new ScriptedCall(factsWith({ roster, turn: 0 }))
    await run(call, { ...rotating, order: { kind: 'rotating', atOnce: 2 } }, here())
    expect(call.told).toEqual(['rings Ana, Cy for 15s, then Dora, Ben for 15s'])
  })

  test('without anybody who can ring it is left by nobody', async () => {
    const call = new ScriptedCall(factsWith({ roster: [aSeat('Ben', null, 'inactive')] }))
    expect(await run(call, random, here())).toBe('nobody')
  })
})

describe('a ring group with groups after it', () => {
  const groups = ringGroup.config.parse({
    who: { kind: 'members', members: ['ana', 'ben'] },
    seconds: 10,
    then: [{ who: { kind: 'members', members: ['cy'] }, seconds: 20 }, { seconds: 5 }],
  })

  test('rings group after group, each for its own time, in one ring', async () => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, groups, here())).toBe('no-answer')
    expect(call.told).toEqual(['rings Ana, Ben for 10s, then Cy for 20s, then Ana, Ben, Cy for 5s'])
  })

  test('goes on with the groups behind somebody who accepted and was gone too early', async () => {
    const call = new ScriptedCall(factsWith(), { ring: [{ accepts: 'ben' }, 'no-answer'], talk: ['lost'] })
    expect(await run(call, groups, here())).toBe('no-answer')
    expect(call.told.at(-1)).toBe('rings Cy for 20s, then Ana, Ben, Cy for 5s')
  })

  test('is no answer, not nobody, where those behind cannot ring', async () => {
    const roster = [aSeat('Ana'), aSeat('Cy', null, 'inactive')]
    const call = new ScriptedCall(factsWith({ roster }), { ring: [{ accepts: 'ana' }], talk: ['lost'] })
    const config = ringGroup.config.parse({
      who: { kind: 'members', members: ['ana'] },
      then: [{ who: { kind: 'members', members: ['cy'] } }],
    })
    expect(await run(call, config, here())).toBe('no-answer')
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
    ['101 named members are refused', Array.from({ length: 101 }, (_, index) => `m${index}`)],
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

  test('[S16] an eleventh at the same time is sent to a group after that, in each group', () => {
    const roster = Array.from({ length: 11 }, (_, index) => aSeat(`P${index}`))
    const around = { people: { roster, routing: [], inactive: [] } }
    const members = (count: number) => ({
      kind: 'members',
      members: roster.slice(0, count).map(({ member }) => member),
    })
    const errors = (config: object): readonly string[] =>
      (ringGroup.check?.(ringGroup.config.parse(config), around) ?? []).map(
        ({ field, message }) => `${field}: ${message}`,
      )
    expect(errors({ who: members(11) })).toEqual([
      'who: 11 people would ring, but at most 10 phones can ring at once. Choose 10 of them, and put the others into a group after that or ring some at a time.',
    ])
    expect(errors({ who: members(10), then: [{}] })).toEqual([
      expect.stringMatching(/^then\[0\]\.who: 11 people would ring/),
    ])
    expect(errors({ who: members(10), then: [{ who: { kind: 'members', members: ['p10'] } }] })).toEqual([])
    expect(errors({ who: members(11), order: { kind: 'random', atOnce: 10 } })).toEqual([])
    expect(ringGroup.config.safeParse({ then: [{ who: members(11) }] }).error?.issues[0]?.message).toBe(
      'At most 10 people can be chosen here.',
    )
  })

  test('taking a call by picking up is doubtful, and the reason is said', () => {
    const issues = ringGroup.check?.(ringGroup.config.parse({ confirm: 'none' }), { people: null })
    expect(issues).toEqual([expect.objectContaining({ field: 'confirm', severity: 'warning' })])
    expect(issues?.[0]?.message).toContain('voicemail')
  })

  test('what a caller waits at most is that of all batches and groups', () => {
    const { roster, routing } = factsWith()
    const wait = (config: object): number | undefined =>
      ringGroup.longestWait?.(ringGroup.config.parse({ seconds: 10, ...config }), {
        people: { roster, routing, inactive: [] },
      })
    expect(wait({})).toBe(10)
    expect(wait({ order: { kind: 'rotating' } })).toBe(30)
    expect(wait({ order: { kind: 'random', atOnce: 2 }, then: [{ seconds: 20 }] })).toBe(40)
  })

  test('it names the people of every group among those whom it rings', () => {
    const then = [{ who: { kind: 'members', members: ['cy'] } }]
    expect(ringGroup.uses?.(ringGroup.config.parse({ then })).rings).toEqual([
      { kind: 'everyone' },
      { kind: 'members', members: ['cy'] },
    ])
  })

  test('settings of earlier releases stay as they are, so that what was published before is not another flow', () => {
    const before = { who: { kind: 'members', members: ['ana'] }, seconds: 20 }
    expect(ringGroup.config.parse(before)).toEqual(before)
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
    const batches = ringGroup.config.parse({ seconds: 15, order: { kind: 'random', atOnce: 3 }, then: [{}, {}] })
    expect(ringGroup.summary(batches)).toBe(
      'Everyone on the number, 3 at a time at random, 15 s each, then 2 more groups',
    )
    const turns = ringGroup.config.parse({ seconds: 15, order: { kind: 'rotating' } })
    expect(ringGroup.summary(turns)).toBe('Everyone on the number, one at a time taking turns, 15 s each')
  })
})
