import { describe, expect, test } from 'vitest'
import type { CallEvent, Happening, LegEnd } from '../call/happenings/happening.ts'
import { outcomeSentence } from './outcome-sentence.ts'
import { story } from './story.ts'

const ADDRESSES: Readonly<Record<string, string>> = { '2-1': '+12025550121', '2-2': 'sip:ana@desk.example' }
const ana = (leg: string) => ({ leg, member: 'ana', name: 'Ana' })
const rings = (leg: string): Happening => ({
  kind: 'rings',
  ...ana(leg),
  carrier: null,
  address: ADDRESSES[leg] ?? '+12025550121',
  seconds: 20,
  order: 'in-turn',
})
const stopped = (leg: string, why: LegEnd, seconds: number): Happening => ({
  kind: 'stopped-ringing',
  ...ana(leg),
  why,
  seconds,
})
const at = (seconds: number, ...all: readonly Happening[]): readonly CallEvent[] =>
  all.map((what) => ({ at: seconds * 1000, node: 'ring', what }))
const both = at(0, rings('2-1'), rings('2-2'))
const told = (events: readonly CallEvent[]) => story(events).map(({ text }) => text)

describe('somebody with two phones is told of once', () => {
  test.each<[string, readonly CallEvent[], readonly string[], string]>([
    [
      'who accepts at one of them',
      at(3, { kind: 'claimed', ...ana('2-2') }, { kind: 'talking', ...ana('2-2') }, stopped('2-1', 'cancelled', 3)),
      ['Ana’s phones ring for 20 s.', 'Ana accepts.', 'The caller and Ana talk.'],
      'Ana answered.',
    ],
    [
      'who declines at one of them',
      at(3, stopped('2-1', 'declined', 3), stopped('2-2', 'cancelled', 3)),
      ['Ana’s phones ring for 20 s.', 'Ana declined.'],
      'Ana declined.',
    ],
    [
      'who accepts at one of them while a machine answers the other',
      [
        ...at(5, { kind: 'claimed', ...ana('2-2') }, { kind: 'talking', ...ana('2-2') }),
        ...at(9, stopped('2-1', 'not-accepted', 4)),
      ],
      ['Ana’s phones ring for 20 s.', 'Ana accepts.', 'The caller and Ana talk.'],
      'Ana answered.',
    ],
    [
      'who presses the key on both',
      [
        ...at(5, { kind: 'claimed', ...ana('2-2') }, { kind: 'claim-refused', ...ana('2-1'), why: 'taken' }),
        ...at(6, { kind: 'talking', ...ana('2-2') }),
        ...at(9, stopped('2-1', 'hung-up', 5)),
      ],
      ['Ana’s phones ring for 20 s.', 'Ana accepts.', 'The caller and Ana talk.'],
      'Ana answered.',
    ],
    [
      'who declines at the phone that no machine answers',
      [...at(4, stopped('2-1', 'not-accepted', 4)), ...at(6, stopped('2-2', 'declined', 6))],
      ['Ana’s phones ring for 20 s.', 'Ana declined.'],
      'Ana declined.',
    ],
    [
      'who accepts at the desk after having put the mobile away',
      [
        ...at(3, stopped('2-1', 'declined', 3)),
        ...at(5, { kind: 'claimed', ...ana('2-2') }, { kind: 'talking', ...ana('2-2') }),
      ],
      ['Ana’s phones ring for 20 s.', 'Ana accepts.', 'The caller and Ana talk.'],
      'Ana answered.',
    ],
    [
      'who answers neither',
      at(20, stopped('2-1', 'no-answer', 20), stopped('2-2', 'no-answer', 20)),
      ['Ana’s phones ring for 20 s.', 'Ana did not answer.'],
      'Rang Ana 20 s.',
    ],
    [
      'one of whose phones a machine answers',
      [...at(14, stopped('2-1', 'not-accepted', 14)), ...at(20, stopped('2-2', 'no-answer', 20))],
      ['Ana’s phones ring for 20 s.', 'Ana picked up but did not accept.', 'Ana did not answer.'],
      'Rang Ana 20 s.',
    ],
    [
      'both of whose phones are busy',
      at(1, stopped('2-1', 'busy', 0), stopped('2-2', 'busy', 0)),
      ['Ana was busy.'],
      'Ana was busy.',
    ],
    [
      'whose phones both stop as the caller goes',
      at(5, { kind: 'caller-gone' }, stopped('2-1', 'cancelled', 5), stopped('2-2', 'cancelled', 5)),
      ['Ana’s phones ring for 20 s.', 'The caller hangs up; Ana’s phones stop ringing.'],
      'Rang Ana 5 s; caller hung up.',
    ],
  ])('%s', (_who, events, sentences, sentence) => {
    expect(told([...both, ...events])).toEqual(sentences)
    expect(outcomeSentence([...both, ...events])).toBe(sentence)
  })
})

test('whoever has several phones and accepts at one of them after somebody else did is told of', () => {
  const ben = { leg: '2-3', member: 'ben', name: 'Ben' }
  const refused: Happening = { kind: 'claim-refused', ...ana('2-1'), why: 'taken' }
  expect(told([...both, ...at(5, { kind: 'claimed', ...ben }), ...at(6, refused)])).toContain(
    'Ana accepts, but the call is already taken.',
  )
})

test('a phone that was dialled again is one phone, and told as it always was', () => {
  const anew = { ...rings('2-2'), address: '+12025550121' } as const
  const events = [
    ...at(0, rings('2-1')),
    ...at(4, anew),
    ...at(4, { kind: 'phone-rings', leg: '2-2' }),
    ...at(20, stopped('2-1', 'failed', 4), stopped('2-2', 'no-answer', 16)),
  ]
  expect(outcomeSentence(events)).toBe('Rang Ana 16 s.')
})

test('whom a flow rings twice was rung twice', () => {
  const again = at(
    30,
    { ...rings('4-1'), address: 'sip:ana@desk.example' } as Happening,
    stopped('4-1', 'no-answer', 9),
  )
  const first = at(0, rings('2-1'), stopped('2-1', 'no-answer', 20))
  expect(outcomeSentence([...first, ...again])).toBe('Rang Ana 20 s, Ana 9 s.')
})
