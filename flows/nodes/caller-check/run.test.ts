import { describe, expect, test } from 'vitest'
import type { KnownCaller } from '../../call/known-caller.ts'
import type { KnownAtArrival } from '../../language/decide.ts'
import { exitsOf } from '../../language/exits.ts'
import type { CheckAround } from '../../language/node.ts'
import { usesOf } from '../../language/uses.ts'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { callerCheck } from './definition.ts'
import { run } from './run.ts'

type Who = Readonly<{ is: string } & Record<string, unknown>>
const matches = (...all: readonly Who[]) => ({
  matches: all.map((who, at) => ({ id: `${at + 1}`, name: `Way ${at + 1}`, who })),
})
const stranger: KnownCaller = { name: null, tags: [], vip: false, blocked: false, calledBefore: false }
const decides = (
  config: unknown,
  known: Partial<KnownCaller> | null,
  { from = '+4930901820', ...number }: { from?: string | null; country?: string | null; spellings?: string[] } = {},
) => {
  const facts = factsWith({ caller: { e164: from, name: null } })
  const at: KnownAtArrival = {
    knownCaller: known && { ...stranger, ...known },
    ...(from !== null && { callerNumber: { country: 'DE', spellings: [from], ...number } }),
  }
  return callerCheck.decide?.(callerCheck.config.parse(config), {
    ...facts,
    ...at,
    node: 'n1',
    at: 0,
    timeZone: 'UTC',
  })
}

describe('a caller check', () => {
  test.each<[string, string | null, string]>([
    ['goes the way that was found when the call came in', 'match-2', 'match-2'],
    ['knows that a number is withheld', 'anonymous', 'anonymous'],
    ['goes the way of everyone else where nobody looked', null, 'else'],
  ])('%s', async (_sentence, decided, exit) => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, callerCheck.config.parse(matches({ is: 'vip' }, { is: 'blocked' })), here(decided))).toBe(
      exit,
    )
    expect(call.told).toEqual([])
  })

  test.each<[string, Who, Partial<KnownCaller>, string]>([
    ['a VIP', { is: 'vip' }, { vip: true }, 'match-1'],
    ['nobody who is none', { is: 'vip' }, { blocked: true, calledBefore: true }, 'else'],
    ['a blocked caller', { is: 'blocked' }, { blocked: true }, 'match-1'],
    ['somebody with the tag', { is: 'tagged', tag: 't1' }, { tags: ['t0', 't1'] }, 'match-1'],
    ['nobody with another tag', { is: 'tagged', tag: 't1' }, { tags: ['t2'] }, 'else'],
    ['whoever has called before', { is: 'called-before' }, { calledBefore: true }, 'match-1'],
    ['nobody on their first call', { is: 'called-before' }, {}, 'else'],
    ['a number of the country', { is: 'country', country: 'DE' }, {}, 'match-1'],
    ['no number of another', { is: 'country', country: 'AT' }, {}, 'else'],
    ['a number of the area', { is: 'area', begins: '+49 (30)' }, {}, 'match-1'],
    ['no number of another area', { is: 'area', begins: '+4940' }, {}, 'else'],
    ['one of some numbers', { is: 'numbers', numbers: ['+1 202 555 0150', '+49 30 90 18 20'] }, {}, 'match-1'],
    ['no other number', { is: 'numbers', numbers: ['+493090182'] }, {}, 'else'],
  ])('finds %s', (_who, who, known, exit) => {
    expect(decides(matches(who), known)).toBe(exit)
  })

  test('takes the first match that fits', () => {
    const config = matches({ is: 'blocked' }, { is: 'vip' }, { is: 'country', country: 'DE' })
    expect(decides(config, { vip: true, blocked: true })).toBe('match-1')
    expect(decides(config, { vip: true })).toBe('match-2')
    expect(decides(config, {})).toBe('match-3')
  })

  test('finds a number in either way in which networks write it', () => {
    const spelled = { from: '+541123456789', country: 'AR', spellings: ['+541123456789', '+5491123456789'] }
    for (const begins of ['+5411', '+54911'])
      expect(decides(matches({ is: 'area', begins }), {}, spelled)).toBe('match-1')
    expect(decides(matches({ is: 'numbers', numbers: ['+5491123456789'] }), {}, spelled)).toBe('match-1')
  })

  test('knows a withheld number whatever it is asked for, and no number by nothing', () => {
    const all = matches({ is: 'vip' }, { is: 'area', begins: '+4' }, { is: 'country', country: 'DE' })
    expect(decides(all, null, { from: null })).toBe('anonymous')
    expect(decides(all, null, { from: 'sip:ana@example.com', country: null })).toBe('else')
  })

  test('goes by the number alone while the address book cannot be asked', () => {
    const config = matches({ is: 'vip' }, { is: 'called-before' }, { is: 'country', country: 'DE' })
    expect(decides(config, null)).toBe('match-3')
    expect(decides(matches({ is: 'vip' }), null)).toBe('else')
  })

  test('has the caller looked up only where a match asks for what is known of them', () => {
    const asks = (...all: readonly Who[]) => callerCheck.knowsCaller?.(callerCheck.config.parse(matches(...all)))
    expect(
      asks({ is: 'country', country: 'DE' }, { is: 'area', begins: '+1' }, { is: 'numbers', numbers: ['911'] }),
    ).toBe(false)
    for (const is of ['vip', 'blocked', 'called-before']) expect(asks({ is })).toBe(true)
    expect(asks({ is: 'tagged', tag: 't1' })).toBe(true)
  })

  test('has an exit for each match, which keeps its name when the match is renamed or moved, and one for everybody else', () => {
    const [first, second] = matches({ is: 'vip' }, { is: 'blocked' }).matches
    const drawn = { matches: [second, { ...first, name: 'Our best customers' }, { name: 'Being added' }] }
    expect(exitsOf({ kind: 'caller-check', config: drawn }).map(({ name, words }) => [name, words])).toEqual([
      ['match-2', 'Way 2'],
      ['match-1', 'Our best customers'],
      ['anonymous', 'Number withheld'],
      ['else', 'Everyone else'],
    ])
  })

  test('asks for blocked callers first unless it is told otherwise, then for VIPs', () => {
    const config = callerCheck.config.parse({})
    expect(exitsOf({ kind: 'caller-check', config }).map(({ words }) => words)).toEqual([
      'Blocked callers',
      'VIPs',
      'Number withheld',
      'Everyone else',
    ])
  })

  test('uses the tags that it asks for, finished or not', () => {
    const config = matches({ is: 'tagged', tag: 't1' }, { is: 'tagged' }, { is: 'vip' }, { is: 'tagged', tag: 't1' })
    expect(usesOf({ kind: 'caller-check', config }).tags).toEqual(['t1'])
  })

  test('names its matches in its summary', () => {
    expect(callerCheck.summary(callerCheck.config.parse(matches({ is: 'vip' }, { is: 'blocked' })))).toBe(
      'Way 1, Way 2',
    )
    expect(callerCheck.summary(callerCheck.config.parse({ matches: [] }))).toBe('Withheld numbers')
  })
})

describe('is checked:', () => {
  const found = (config: unknown, around: CheckAround = { people: null }) =>
    (callerCheck.check?.(callerCheck.config.parse(config), around) ?? []).map(
      ({ field, severity }) => `${field} ${severity}`,
    )
  const tags = new Set(['t1'])

  test.each<[string, unknown, readonly string[]]>([
    ['different matches are fine', matches({ is: 'vip' }, { is: 'tagged', tag: 't1' }), []],
    ['no match at all is fine: withheld numbers are told apart', { matches: [] }, []],
    [
      'two of one id are an error',
      { matches: [...matches({ is: 'vip' }).matches, { id: '1', name: 'Other', who: { is: 'blocked' } }] },
      ['matches[1] error'],
    ],
    [
      'two of one name are doubtful',
      { matches: [...matches({ is: 'vip' }).matches, { id: '2', name: 'Way 1', who: { is: 'blocked' } }] },
      ['matches[1].name warning'],
    ],
    [
      'what asks for the same as one above is doubtful, however it is written',
      matches({ is: 'area', begins: '+1 202' }, { is: 'area', begins: '+1202' }),
      ['matches[1].who warning'],
    ],
    [
      'a tag that is gone is an error',
      matches({ is: 'tagged', tag: 't1' }, { is: 'tagged', tag: 't2' }),
      ['matches[1].who.tag error'],
    ],
  ])('%s', (_sentence, config, issues) => {
    expect(found(config, { people: null, tags })).toEqual(issues)
  })

  test('where nobody knows the tags, none is missing', () => {
    expect(found(matches({ is: 'tagged', tag: 't2' }))).toEqual([])
  })

  test.each<[string, unknown, string]>([
    ['a match without a name', { matches: [{ id: '1', name: ' ', who: { is: 'vip' } }] }, 'Name this match.'],
    ['a match for nobody', { matches: [{ id: '1', name: 'X', who: { is: 'anybody' } }] }, 'Choose which callers.'],
    ['a tag that was not chosen', matches({ is: 'tagged' }), 'Choose a tag.'],
    ['a country in words', matches({ is: 'country', country: 'Germany' }), 'Choose a country from the list.'],
    ['an area without its country', matches({ is: 'area', begins: '030' }), 'Write how their numbers begin, with +'],
    ['no numbers', matches({ is: 'numbers', numbers: [] }), 'Add a number.'],
    ['numbers that were never said', matches({ is: 'numbers' }), 'Add a number.'],
    ['what is no number', matches({ is: 'numbers', numbers: ['Ana'] }), 'Write the whole number with +'],
    [
      'an id that could be taken for something else',
      { matches: [{ id: '${x}', name: 'A', who: { is: 'vip' } }] },
      'The id of a match has 1 to 8 small letters or digits.',
    ],
    [
      'more matches than an exit each can be drawn for',
      matches(...Array.from({ length: 13 }, () => ({ is: 'vip' }))),
      'A caller check can have at most 12 matches.',
    ],
    [
      'more numbers than anybody can oversee',
      matches({ is: 'numbers', numbers: Array.from({ length: 51 }, (_, at) => `+1202555${1000 + at}`) }),
      'One match can name at most 50 numbers.',
    ],
  ])('refuses %s', (_what, config, message) => {
    const messages = callerCheck.config.safeParse(config).error?.issues.map((issue) => issue.message) ?? []
    expect(messages.some((one) => one.startsWith(message))).toBe(true)
  })
})
