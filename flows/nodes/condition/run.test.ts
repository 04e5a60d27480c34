import { describe, expect, test } from 'vitest'
import { exitsOf } from '../../language/exits.ts'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { condition } from './definition.ts'
import { holds, type Comparison } from './holds.ts'
import { run } from './run.ts'

const row = (name: string, value: string, when: Comparison) => ({ name, value, when: mutable(when) })
const exits = (config: Record<string, unknown>) => exitsOf({ kind: 'condition', config }).map(({ name }) => name)
const checked = (rows: readonly ReturnType<typeof row>[]) =>
  (condition.check?.({ rows: [...rows] }, { people: null }) ?? []).map(({ field, message }) => `${field}: ${message}`)

describe('a comparison', () => {
  test.each<[value: string, comparison: Comparison, is: boolean]>([
    ['Sales', { is: 'equal', to: ' sales ' }, true],
    ['Sales', { is: 'equal', to: 'Support' }, false],
    ['', { is: 'equal', to: 'Support' }, false],
    ['nl', { is: 'one-of', of: ['BE', 'NL'] }, true],
    ['de', { is: 'one-of', of: ['BE', 'NL'] }, false],
    ['+31201234567', { is: 'like', pattern: '+31*' }, true],
    ['+12025550150', { is: 'like', pattern: '+31*' }, false],
    ['AB-12', { is: 'like', pattern: '??-##' }, true],
    ['AB-1x', { is: 'like', pattern: '??-##' }, false],
    ['2*3', { is: 'like', pattern: '#\\*#' }, true],
    ['', { is: 'like', pattern: '*' }, true],
    ['5', { is: 'between', from: '5', to: '7.5' }, true],
    ['7.6', { is: 'between', from: '5', to: '7.5' }, false],
    ['10', { is: 'after', than: '9' }, true], // as numbers, not as texts
    ['-3', { is: 'before', than: '0' }, true],
    ['9:05', { is: 'before', than: '18:00' }, true],
    ['23:15', { is: 'between', from: '22:00', to: '06:00' }, true],
    ['05:59', { is: 'between', from: '22:00', to: '06:00' }, true],
    ['12:00', { is: 'between', from: '22:00', to: '06:00' }, false],
    ['2026-12-25', { is: 'after', than: '2026-12-24' }, true],
    ['2026-02-30', { is: 'after', than: '2026-01-01' }, false], // no such day
    ['a bike', { is: 'after', than: '9' }, false],
    ['a bike', { is: 'before', than: '9' }, false],
    ['12', { is: 'before', than: '18:00' }, false],
    ['', { is: 'between', from: '0', to: '9' }, false],
    ['', { is: 'empty' }, true],
    ['  ', { is: 'empty' }, true],
    ['x', { is: 'empty' }, false],
    ['x', { is: 'known' }, true],
    ['', { is: 'known' }, false],
  ])('of “%s” with %j is %s', (value, comparison, is) => {
    expect(holds(value, comparison)).toBe(is)
  })

  test('with a pattern of many stars ends soon', () => {
    expect(holds('a'.repeat(2000), { is: 'like', pattern: `${'*a'.repeat(49)}*b` })).toBe(false)
  })
})

describe('a condition', () => {
  const rows = [
    row('VIP', 'Maria', { is: 'equal', to: 'Maria' }),
    row('Known', 'Maria', { is: 'known' }),
    row('Nobody', '', { is: 'known' }),
  ]

  test('goes by the first row that holds, and says nothing', async () => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, { rows }, here())).toBe('is-vip')
    expect(await run(call, { rows: rows.slice(1) }, here())).toBe('is-known')
    expect(await run(call, { rows: rows.slice(2) }, here())).toBe('else')
    expect(call.told).toEqual([])
  })

  test('has an exit for each row, named as the row in any script, and one for all others', () => {
    expect(exits({ rows })).toEqual(['is-vip', 'is-known', 'is-nobody', 'else'])
    expect(exits({ rows: [{ name: '日本語 です' }, { name: '★' }] })).toEqual(['is-日本語-です', 'is-row', 'else'])
  })

  test('keeps an exit for each row while names are being written', () => {
    expect(exits({ rows: [{ name: '' }, { name: 'a b' }, { name: 'A-B' }, {}] })).toEqual([
      'is-row',
      'is-a-b',
      'is-a-b-2',
      'is-row-2',
      'else',
    ])
  })

  test.each([
    ['no row', {}, 'Add at least one row.'],
    ['two rows of one name', { rows: [rows[0], rows[0]] }, 'Give each row a name of its own.'],
    ['no value', { rows: [{ ...rows[0], value: '' }] }, 'Choose a value.'],
    ['no comparison', { rows: [{ ...rows[0], when: {} }] }, 'Choose what is asked of the value.'],
    [
      'no place to compare with',
      { rows: [{ ...rows[0], when: { is: 'before', than: 'noon' } }] },
      'Write a number, a time',
    ],
    [
      'a day that is none',
      { rows: [{ ...rows[0], when: { is: 'after', than: '2026-02-30' } }] },
      'Write a number, a time',
    ],
    [
      'a long pattern',
      { rows: [{ ...rows[0], when: { is: 'like', pattern: '*'.repeat(101) } }] },
      'at most 100 characters',
    ],
    [
      'too many rows',
      { rows: Array.from({ length: 21 }, (_, n) => ({ ...rows[0], name: `${n}` })) },
      'at most 20 rows',
    ],
  ])('%s is refused with what to do', (_sentence, config, says) => {
    const found = condition.config.safeParse(config).error?.issues.map(({ message }) => message)
    expect(found?.join(' ')).toContain(says)
  })

  test.each<[string, Parameters<typeof row>, string]>([
    [
      'a time with a number',
      ['Late', 'call.time', { is: 'after', than: '18' }],
      'rows[0].when.than: “Time of the call” is a time',
    ],
    [
      'a name with a number',
      ['Much', 'caller.name', { is: 'before', than: '3' }],
      'rows[0].when: “Caller’s name” is neither',
    ],
    [
      'two ends of different sorts',
      ['Odd', 'a.b', { is: 'between', from: '9', to: '18:00' }],
      'rows[0].when.to: A time cannot be',
    ],
    [
      'ends the wrong way round',
      ['Odd', 'a.b', { is: 'between', from: '9', to: '3' }],
      'rows[0].when.to: Nothing lies between',
    ],
  ])('%s is an error', (_sentence, given, says) => {
    expect(checked([row(...given)]).join(' ')).toContain(says)
  })

  test('of a row that asks what one before it asks it says so', () => {
    expect(checked([row('Late', 'call.time', { is: 'after', than: '18:00' })])).toEqual([])
    expect(checked([row('A', 'a.b', { is: 'known' }), row('B', 'a.b', { is: 'known' })])).toEqual([
      'rows[1]: No call takes this way: row 1 asks the same. Change one of them, or remove it.',
    ])
  })

  test('its summary says what is asked, or the ways there are', () => {
    expect(condition.summary({ rows: rows.slice(0, 1) })).toBe('Maria is “Maria”')
    expect(condition.summary({ rows })).toBe('VIP, Known, Nobody or otherwise')
    const summary = (is: 'before' | 'after', than: string) =>
      condition.summary({ rows: [{ name: 'A', value: 'ask.answer', when: { is, than } }] })
    expect(summary('before', '100')).toBe('ask.answer is less than 100')
    expect(summary('after', '100')).toBe('ask.answer is more than 100')
    expect(summary('after', '18:30')).toBe('ask.answer is after 18:30')
  })
})

/** The schema gives lists that may be changed. */
function mutable(when: Comparison) {
  return when.is === 'one-of' ? { ...when, of: [...when.of] } : when
}
