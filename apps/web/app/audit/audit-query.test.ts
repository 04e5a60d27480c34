import { expect, it } from 'vitest'
import type { DigitsAt } from '#infra/telephone/searched-number.ts'
import { auditQuery, callFilter, troubleInCalls } from './audit-query.ts'

const filter = (query: string, zone = 'UTC') => callFilter(auditQuery(new URLSearchParams(query)), { zone, home: 'US' })

const NOTHING_OFFERED = { number: [], person: [], flow: [] }

const at = (place: DigitsAt['place'], digits: string): DigitsAt => ({ place, digits })

it('asks for what the form says', () => {
  const number = '11111111-1111-4111-8111-111111111111'
  expect(
    filter(`number=${number}&from=2026-01-05&to=2026-01-06&version=3&node=+Ask+&caller=%28202%29+555-0160`),
  ).toEqual({
    numbers: [number],
    from: Date.UTC(2026, 0, 5),
    until: Date.UTC(2026, 0, 7),
    version: 3,
    node: 'Ask',
    caller: {
      letters: '(202) 555-0160',
      digits: [at('anywhere', '2025550160'), at('start', '12025550160')],
      isWithheld: false,
    },
  })
})

it.each([
  ['020 7946', [at('anywhere', '0207946'), at('after-country', '207946')]],
  ['+44 20 7946 0777', [at('start', '442079460777')]],
  ['7', [at('anywhere', '7')]],
])('finds a caller by the number as we show it, or a part: %s', (written, caller) => {
  expect(filter(new URLSearchParams({ caller: written }).toString())).toMatchObject({ caller: { digits: caller } })
})

it.each(['private', 'Anonymous', ' withheld '])('finds callers without a number by the word %s', (word) => {
  expect(filter(new URLSearchParams({ caller: word }).toString())).toMatchObject({ caller: { isWithheld: true } })
})

it('names every field that it does not understand, and none that is empty', () => {
  const trouble = (query: string) => troubleInCalls(new URLSearchParams(query), NOTHING_OFFERED)
  expect(trouble('number=all&person=%27&flow=x&from=soon&to=0000-01-01&version=x&node=%00&caller=%00')).toEqual({
    number: '“all” is not one of the numbers.',
    person: "“'” is not a person in this organisation.",
    flow: '“x” is not a flow.',
    from: '“soon” is not a date.',
    to: '“0000-01-01” is not a date.',
    version: '“x” is not a version number.',
    node: '“\0” is not a step’s title or part of one.',
    caller: '“\0” is not a name, a number or part of one.',
  })
  expect(trouble('from=2026-01-06&to=2026-01-05')).toEqual({
    to: 'This day is before the first one. Choose a later one.',
  })
  expect(trouble('number=&person=+&caller=&version=')).toEqual({})
})

it('takes only what there is to choose from', () => {
  const [here, gone] = ['11111111-1111-4111-8111-aaaaaaaaaaaa', '5ea50000-0000-4000-8000-00000000dead']
  const offered = { number: [{ value: here }], person: [{ value: here }], flow: [{ value: here }] }
  const trouble = (id: string) => troubleInCalls(new URLSearchParams({ number: id, person: id, flow: id }), offered)
  expect(trouble(gone)).toEqual({
    number: `“${gone}” is not one of the numbers.`,
    person: `“${gone}” is not a person in this organisation.`,
    flow: `“${gone}” is not a flow.`,
  })
  expect([trouble(here), trouble(here.toUpperCase())]).toEqual([{}, {}])
})

it.each(['0', '0x1', '1e0', '+1', '1.0', '-1', '01', '1 2', '10000000'])('takes %j for no version', (version) => {
  expect(troubleInCalls(new URLSearchParams({ version }), NOTHING_OFFERED)).toEqual({
    version: `“${version}” is not a version number.`,
  })
})

it.each([
  ['Pacific/Kiritimati', '2026-01-04T10:00:00.000Z', '2026-01-06T10:00:00.000Z'],
  ['America/New_York', '2026-01-05T05:00:00.000Z', '2026-01-07T05:00:00.000Z'],
  ['Pacific/Midway', '2026-01-05T11:00:00.000Z', '2026-01-07T11:00:00.000Z'],
  ['Asia/Kolkata', '2026-01-04T18:30:00.000Z', '2026-01-06T18:30:00.000Z'],
])('counts days as in %s', (zone, from, until) => {
  expect(filter('from=2026-01-05&to=2026-01-06', zone)).toEqual({ from: Date.parse(from), until: Date.parse(until) })
})

it('begins a day at the first of its two midnights', () => {
  const day = filter('from=2026-10-25&to=2026-10-25', 'Atlantic/Azores')
  expect([day.from, day.until]).toEqual([Date.parse('2026-10-25T00:00:00Z'), Date.parse('2026-10-26T01:00:00Z')])
})

it('counts the hour that a day lacks or has twice', () => {
  const day = filter('from=2026-03-29&to=2026-03-29', 'Europe/Berlin')
  expect((day.until ?? 0) - (day.from ?? 0)).toBe(23 * 3_600_000)
})
