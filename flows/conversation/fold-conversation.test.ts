import { expect, it } from 'vitest'
import type { Happening } from '../call/happenings/happening.ts'
import { foldConversation, sumOfCall, type Beside, type CallSum } from './fold-conversation.ts'

const arrived: Happening = { kind: 'arrived', caller: '+12025550160', number: 'Sales', flow: 'f', version: 1 }
const recording: Happening = { kind: 'recording', url: 'https://carrier.test/1', seconds: 31, from: 'word' }
const events = (...happenings: readonly Happening[]) =>
  happenings.map((what, index) => ({ id: 10 + index, at: 1_000 * index, node: null, what }))
const nothing: Beside = { last: null, isLive: false, opened: 0, news: null, done: null, read: null }
const place = { item: 2, call: 'call-2', at: 200 }
const earlier = { item: 1, call: 'call-1', at: 100, words: 'Mia answered.', outcome: 'answered' } as const
const missed: CallSum = { words: 'Missed.', outcome: 'missed', isLive: false, opened: 12, news: 12 }

it('a call amounts to its words, whether it runs, what opens its conversation and what is news', () => {
  expect(sumOfCall(events(arrived))).toEqual({
    words: 'The call has come in.',
    outcome: null,
    isLive: true,
    opened: 10,
    news: null,
  })
  expect(sumOfCall(events(arrived, { kind: 'ended', outcome: 'missed', seconds: 20 }, recording))).toMatchObject({
    outcome: 'missed',
    isLive: false,
    opened: 12,
    news: 12,
  })
})

it('what is reported again is no news, and so is what people may not see', () => {
  const again = events(arrived, recording, { ...recording, from: 'log' })
  expect(sumOfCall(again).news).toBe(11)
  const unknown = { kind: 'card-entered', card: '4111' } as unknown as Happening
  expect(sumOfCall(events(arrived, unknown))).toEqual(sumOfCall(events(arrived)))
})

it('a conversation tells of its last item, also where a call that came before it goes on', () => {
  expect(foldConversation(missed, place, nothing)).toMatchObject({
    last: { item: 2, words: 'Missed.' },
    isMissed: true,
  })
  expect(foldConversation(missed, place, { ...nothing, last: earlier })).toMatchObject({ last: { item: 2 } })
  const later = { item: 3, call: null, at: 300, words: 'See you then', outcome: null }
  expect(foldConversation(missed, place, { ...nothing, last: later })).toMatchObject({ last: later, isMissed: false })
})

it('of two items of the same moment the one that was kept later is the last', () => {
  const together = { ...earlier, at: 200 }
  expect(foldConversation(missed, place, { ...nothing, last: together }).last.item).toBe(2)
  expect(
    foldConversation(missed, { ...place, item: 1 }, { ...nothing, last: { ...together, item: 2 } }).last.item,
  ).toBe(2)
})

it('it is live while any of its calls is', () => {
  expect(foldConversation(missed, place, { ...nothing, isLive: true }).isLive).toBe(true)
  expect(foldConversation(missed, place, nothing).isLive).toBe(false)
})

it('what was done or read stays so until something opens it again', () => {
  expect(foldConversation(missed, place, { ...nothing, done: 12, read: 12 })).toMatchObject({
    state: 'done',
    isUnread: false,
  })
  expect(foldConversation(missed, place, { ...nothing, done: 11, read: 11 })).toMatchObject({
    state: 'open',
    isUnread: true,
  })
  expect(foldConversation(missed, place, { ...nothing, opened: 20, news: 20, done: 12, read: 20 })).toMatchObject({
    state: 'open',
    isUnread: false,
    opened: 20,
    news: 20,
  })
})
