import { describe, expect, test } from 'vitest'
import { outcomeSentence } from './outcome-sentence.ts'
import { arrived, chain, events, group, rings, stopped, type Timed } from '../testing/timed-call.ts'

describe('the sentence for what came of a call', () => {
  test.each<[string, readonly Timed[], string]>([
    ['a chain that ends in a voicemail', chain, 'Rang Ana 20 s, Ben 20 s; Cy declined; caller left a 0:31 voicemail.'],
    [
      'a group of which one answered',
      group,
      'Rang Ana 13 s, Cy 12 s; Dee skipped (no verified phone); Ben answered; talked 0:42.',
    ],
    [
      'a group of which nobody answered',
      [
        [0, rings('Ana', 30, 'together')],
        [0, rings('Ben', 30, 'together')],
        [30, stopped('Ana', 'no-answer', 30)],
        [30, stopped('Ben', 'no-answer', 30)],
        [60, { kind: 'no-message' }],
      ],
      'Rang Ana and Ben 30 s; caller left no message.',
    ],
    [
      'a group whose order is not that in which they were stopped',
      [
        [0, rings('Ana', 30, 'together', '2-1')],
        [0, rings('Ben', 30, 'together', '2-2')],
        [30, stopped('Ben', 'no-answer', 30, '2-2')],
        [30, stopped('Ana', 'no-answer', 30, '2-1')],
      ],
      'Rang Ana and Ben 30 s.',
    ],
    [
      'a group that rang for not quite the same time, and some of which gave up by themselves',
      [
        [0, rings('Ana', 30, 'together', '2-1')],
        [0, rings('Ben', 30, 'together', '2-2')],
        [0, rings('Cy', 30, 'together', '2-3')],
        [0, rings('Dee', 30, 'together', '2-4')],
        [0, rings('Eve', 30, 'together', '2-10')],
        [3, stopped('Eve', 'declined', 3, '2-10')],
        [4, stopped('Dee', 'busy', 0, '2-4')],
        [30, stopped('Cy', 'no-answer', 30, '2-3')],
        [30, stopped('Ben', 'no-answer', 29, '2-2')],
        [30, stopped('Ana', 'no-answer', 30, '2-1')],
      ],
      'Rang Ana 30 s, Ben 29 s, Cy 30 s; Dee was busy; Eve declined.',
    ],
    [
      'somebody who accepts after somebody else',
      [
        [1, { kind: 'claim-refused', leg: 'Ana', member: 'ana', name: 'Ana', why: 'taken' }],
        [1, stopped('Ana', 'not-accepted', 1)],
        [1, { kind: 'talking', leg: 'Ben', member: 'ben', name: 'Ben' }],
      ],
      'Ana accepted too late; Ben answered.',
    ],
    [
      'a caller who left early',
      [
        [0, rings('Ana', 20, 'in-turn')],
        [7, { kind: 'caller-gone' }],
        [7, stopped('Ana', 'cancelled', 7)],
      ],
      'Rang Ana 7 s; caller hung up.',
    ],
    [
      'a caller who hears the greeting and leaves',
      [
        [0, rings('Ana', 20, 'in-turn')],
        [20, stopped('Ana', 'no-answer', 20)],
        [
          20,
          {
            kind: 'handed',
            step: 3,
            list: [{ do: 'record', greeting: null, limits: { maxSeconds: 120, silenceSeconds: 5 } }],
            by: 'push',
          },
        ],
        [24, { kind: 'caller-gone' }],
      ],
      'Rang Ana 20 s; caller reached voicemail and hung up.',
    ],
    [
      'names that are written from the right',
      [
        [0, rings('נועה', 20, 'in-turn')],
        [20, stopped('נועה', 'no-answer', 20)],
        [21, stopped('דוד', 'declined', 1)],
      ],
      'Rang \u2068נועה\u2069 20 s; \u2068דוד\u2069 declined.',
    ],
    [
      'nobody who could ring',
      [
        [0, { kind: 'skipped', member: 'a', name: 'Ana', why: 'inactive' }],
        [9, { kind: 'no-message' }],
      ],
      'Ana skipped (not active); caller left no message.',
    ],
    [
      'an outage',
      [
        [1, { kind: 'ladder-rings', members: ['Ana', 'Ben'] }],
        [9, { kind: 'ladder-connected', name: 'Ben' }],
      ],
      'Rang Ana and Ben; Ben answered.',
    ],
    [
      'a caller who hangs up while somebody has picked up',
      [
        [0, rings('Ana', 30, 'together')],
        [0, rings('Ben', 30, 'together')],
        [6, { kind: 'caller-gone' }],
        [6, stopped('Ana', 'not-accepted', 6)],
        [6, stopped('Ben', 'cancelled', 6)],
      ],
      'Rang Ben 6 s; Ana picked up but did not accept; caller hung up.',
    ],
    [
      'a call that somebody ends while it rings',
      [
        [0, rings('Ana', 30, 'together')],
        [6, { kind: 'caller-gone' }],
        [6, { kind: 'ended-by', member: 'ben', name: 'Ben' }],
        [6, stopped('Ana', 'cancelled', 6)],
      ],
      'Rang Ana 6 s; Ben ended the call.',
    ],
    [
      'a call that never came here',
      [
        arrived,
        [0, { kind: 'document-drives', why: 'nothing here answered when it came in', unreached: true }],
        [9, { kind: 'caller-gone' }],
        [9, { kind: 'ended', outcome: 'abandoned', seconds: 9 }],
      ],
      'The call did not reach Ringdown.',
    ],
    [
      'a caller who hangs up as somebody accepts',
      [
        [9, { kind: 'claimed', leg: 'Ana', member: 'ana', name: 'Ana' }],
        [9, { kind: 'talking', leg: 'Ana', member: 'ana', name: 'Ana' }],
        [9, { kind: 'caller-gone' }],
        [9, { kind: 'winner-lost', leg: 'Ana', member: 'ana', name: 'Ana' }],
      ],
      'Caller hung up; Ana accepted as the caller hung up.',
    ],
    ['an announcement', [arrived, [9, { kind: 'ended', outcome: 'completed', seconds: 9 }]], 'Nobody was rung.'],
    ['a call that has only come in', [arrived], 'The call has come in.'],
  ])('%s', (_sentence, timed, sentence) => {
    expect(outcomeSentence(events(timed))).toBe(sentence)
  })
})
