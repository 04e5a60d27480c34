import { expect, it } from 'vitest'
import { conversationViews, type ConversationView } from '#infra/db/inbox/list-conversations.ts'
import type { TimelineCall } from '#infra/db/inbox/timeline.ts'
import type { ToldRow } from '../events/told-row.ts'
import { MOST_HEARD, NOTHING_HEARD, remembered, withRow, type HeardRows } from '../events/heard.ts'
import { conversationHeard, lastOf, withHeard } from './heard-rows.ts'
import type { ListFilter } from './read-list.server.ts'

const sales = { id: 'sales', e164: '+12025550101', name: 'Sales' }
const missed: TimelineCall = {
  id: 'missed',
  item: 1,
  call: 'call-1',
  state: 'ended',
  outcome: 'missed',
  words: 'Rang Mia 20 s.',
  arrivedAt: 100,
  answeredAt: null,
  endedAt: 200,
  seconds: 20,
  news: 1,
  rung: [],
  recordings: [],
}
const row = (id: string, lastAt: number, more: Partial<ToldRow['conversation']> = {}): ToldRow['conversation'] => ({
  id,
  number: sales,
  caller: '+12025550160',
  name: null,
  contact: null,
  state: 'open',
  unread: true,
  news: 1,
  opened: 1,
  missed: true,
  live: false,
  lastAt,
  lastCall: 'call-1',
  lastWords: 'Rang Mia 20 s.',
  lastOutcome: 'missed',
  lastState: null,
  rung: [],
  voicemail: null,
  title: '(202) 555-0160',
  shown: '(202) 555-0160',
  country: null,
  asOf: 10,
  ...more,
})
const told = (
  id: string,
  lastAt: number,
  more: Partial<ToldRow['conversation']> = {},
  rest: Partial<ToldRow> = {},
): ToldRow => ({
  conversation: row(id, lastAt, { asOf: 20, ...more }),
  calls: [],
  waiting: 0,
  isOwn: false,
  ...rest,
})
const heard = (...rows: readonly ToldRow[]): HeardRows => rows.reduce<HeardRows>(withRow, new Map())
const filter = (more: Partial<ListFilter> = {}): ListFilter => ({ view: 'open', number: null, search: '', ...more })
const list = [row('c', 300), row('b', 200), row('a', 100)]
const shown = (rows: HeardRows, more: Partial<ListFilter> = {}, hasMore = false) =>
  withHeard({ conversations: list, asOf: 10, hasMore }, rows, filter(more)).map(({ id }) => id)

it('a conversation in which something has happened goes to its place, and a new one comes in', () => {
  expect(shown(heard(told('a', 400)))).toEqual(['a', 'c', 'b'])
  expect(shown(heard(told('new', 250)))).toEqual(['c', 'new', 'b', 'a'])
})

it('one that no longer fits the view leaves, and comes back when it fits again', () => {
  const done = heard(told('b', 200, { state: 'done' }))
  expect(shown(done)).toEqual(['c', 'a'])
  expect(shown(withRow(done, told('b', 200, { asOf: 21 })))).toEqual(['c', 'b', 'a'])
})

it('what was read after it was told, and what was told later, count', () => {
  expect(shown(heard(told('b', 400, { asOf: 10 })))).toEqual(['c', 'b', 'a'])
  expect(shown(heard(told('gone', 400, { asOf: 9 })))).toEqual(['c', 'b', 'a'])
  // told twice, the younger counts, whichever came first
  expect(shown(heard(told('b', 400, { asOf: 22 }), told('b', 50, { asOf: 21 })))).toEqual(['b', 'c', 'a'])
})

it('what comes after the last row that was read comes when it is read', () => {
  expect(shown(heard(told('old', 50)), {}, true)).toEqual(['c', 'b', 'a'])
  expect(shown(heard(told('old', 50)))).toEqual(['c', 'b', 'a', 'old'])
})

it.each<readonly [ConversationView, Partial<ToldRow['conversation']>, boolean]>([
  ['open', { state: 'open' }, false],
  ['done', { state: 'done' }, false],
  ['unread', { unread: true }, false],
  ['missed', { missed: true, state: 'done' }, false],
  ['unanswered', { missed: true, state: 'open' }, false],
  ['mine', { state: 'done' }, true],
])('the view of what is %s shows what belongs in it', (view, more, isOwn) => {
  const otherwise = {
    state: more.state === 'done' ? ('open' as const) : ('done' as const),
    unread: false,
    missed: false,
  }
  expect(shown(heard(told('new', 250, { ...otherwise, ...more }, { isOwn })), { view })).toContain('new')
  expect(shown(heard(told('new', 250, otherwise, { isOwn: false })), { view })).not.toContain('new')
  expect(conversationViews).toContain(view)
})

it('a list of one number shows nothing of others', () => {
  const other = { id: 'other', e164: '+12025550103', name: 'Other' }
  expect(shown(heard(told('new', 250, { number: other })), { number: sales.id })).not.toContain('new')
  expect(shown(heard(told('new', 250)), { number: sales.id })).toContain('new')
})

it('a search finds nothing by itself: rows that it has found are kept true', () => {
  const rows = heard(told('new', 250), told('b', 400))
  expect(shown(rows, { view: 'all', search: 'x' })).toEqual(['b', 'c', 'a'])
})

it('an open conversation shows the card of a call that was told after it was read', () => {
  const call = { ...missed, words: 'Mia answered.' }
  const read = { conversation: row('a', 100), calls: [missed], before: null }
  const rows = heard(told('a', 100, { unread: false }, { calls: [call] }))
  expect(conversationHeard(read, rows.get('a'))).toMatchObject({
    conversation: { unread: false },
    calls: [{ words: 'Mia answered.' }],
  })
  const later = { ...read, conversation: row('a', 100, { asOf: 20 }) }
  expect(conversationHeard(later, rows.get('a'))).toEqual({ ...later, older: [] })
})

it('a call that was told twice shows what is younger, whichever came first', () => {
  const [younger, elder] = ['Mia answered.', 'Rings Mia.'].map((words) => ({ ...missed, words }))
  const rows = heard(
    told('a', 100, { asOf: 22 }, { calls: younger ? [younger] : [], isOwn: true }),
    told('a', 100, { asOf: 21 }, { calls: elder ? [elder] : [] }),
  )
  expect(rows.get('a')).toMatchObject({ isOwn: true, calls: [{ words: 'Mia answered.' }] })
})

it('a call older than what was read comes when it is read, and changes what is there until then', () => {
  const [newest, old] = [
    { ...missed, id: 'newest', arrivedAt: 300, item: 3 },
    { ...missed, id: 'old', arrivedAt: 50, item: 2 },
  ]
  const rows = heard(told('a', 300, {}, { calls: [newest, old] }))
  const read = { conversation: row('a', 100), calls: [missed], before: 'more' }
  const ids = (calls: readonly TimelineCall[]) => calls.map(({ id }) => id)
  const { calls, older } = conversationHeard(read, rows.get('a'))
  expect([ids(calls), ids(older)]).toEqual([['newest', 'missed'], ['old']])
  const all = conversationHeard({ ...read, before: null }, rows.get('a'))
  expect([ids(all.calls), ids(all.older)]).toEqual([['newest', 'missed', 'old'], []])
})

it('what is forgotten of many says which readings have to be read again', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => told(`c${at}`, at, { asOf: 100 + at })).reduce(remembered, NOTHING_HEARD)
  expect(many(MOST_HEARD)).toMatchObject({ rows: { size: MOST_HEARD }, forgotten: -Infinity })
  const { rows, forgotten } = many(MOST_HEARD + 1)
  expect([...rows.keys()].at(0)).toBe(`c${MOST_HEARD / 2 + 1}`)
  expect(forgotten).toBe(100 + MOST_HEARD / 2)
})

it('the newest of all is the newest of what was read and told', () => {
  expect(lastOf(row('a', 100), heard(told('b', 200)))?.id).toBe('b')
  expect(lastOf(row('a', 300), heard(told('b', 200)))?.id).toBe('a')
  expect(lastOf(null, new Map())).toBeNull()
})
