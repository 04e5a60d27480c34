import { describe, expect, test } from 'vitest'
import { line, story } from './story.ts'
import { chain, events, group, menuAsked, rings, stopped, type Timed } from '../testing/timed-call.ts'

describe('a story', () => {
  test('tells a chain that ends in a voicemail', () => {
    expect(told(chain)).toEqual([
      '0:00 +12025550150 calls Sales; version 3 of its flow answers.',
      '0:04 Ana’s phone rings for 20 s.',
      '0:24 Ana did not answer; Ben’s phone rings.',
      '0:44 Ben did not answer; Cy’s phone rings.',
      '0:47 Cy declined.',
      '0:47 The caller is asked for a message: “Leave a message.”',
      '1:21 The caller hangs up.',
      '1:21 The call ends after 1:21: missed.',
      '1:26 The caller left a 0:31 voicemail.',
    ])
  })

  test('tells of a group that rings together, and of those who came too late', () => {
    expect(told(group)).toEqual([
      '0:00 +12025550150 calls Sales; version 3 of its flow answers.',
      '0:00 The caller hears “Welcome.”',
      '0:02 Dee is skipped: no verified phone.',
      '0:02 Ana’s, Ben’s and Cy’s phones ring for 30 s.',
      '0:14 Ben accepts.',
      '0:15 Cy accepts, but the call is already taken.',
      '0:15 Ana’s and Cy’s phones stop ringing.',
      '0:15 The caller and Ben talk.',
      '0:57 The caller hangs up; the two talked for 0:42.',
      '0:58 The call ends after 0:57: answered.',
    ])
  })

  test('points each sentence at its node', () => {
    expect(
      story(events(group))
        .map((sentence) => sentence.node)
        .slice(0, 4),
    ).toEqual([null, 'in', 'ring', 'ring'])
  })

  test.each<[string, readonly Timed[], readonly string[]]>([
    [
      'the winner hangs up',
      [
        [0, { kind: 'claimed', leg: 'Ben', member: 'ben', name: 'Ben' }],
        [0, stopped('Ana', 'cancelled', 4)],
        [60, stopped('Ben', 'hung-up', 64)],
        [60, { kind: 'talk-ended', leg: 'Ben', member: 'ben', name: 'Ben', seconds: 59 }],
      ],
      ['0:00 Ben accepts; Ana’s phone stops ringing.', '1:00 Ben hangs up; the two talked for 0:59.'],
    ],
    [
      'questions are answered, or not',
      [
        [0, { kind: 'handed', step: 2, list: [menuAsked], by: 'pull' }],
        [4, { kind: 'replied', step: 2, what: 'choice', by: 'keys', answer: '1', name: 'Sales' }],
        [5, { kind: 'replied', step: 3, what: 'choice', by: 'voice', answer: '2', name: 'Boats', said: 'A boat.' }],
        [6, { kind: 'replied', step: 4, what: 'digits', by: 'keys', answer: '4711' }],
        [7, { kind: 'replied', step: 5, what: 'words', by: 'voice', answer: 'The blue one' }],
        [8, { kind: 'replied', step: 6, what: 'secret', by: 'keys' }],
        [9, { kind: 'replied', step: 7, what: 'invalid' }],
        [10, { kind: 'replied', step: 8, what: 'no-input' }],
      ],
      [
        '0:00 The caller is asked “For sales press 1.”',
        '0:04 The caller presses 1: “Sales”.',
        '0:05 The caller says “A boat.”: “Boats”.',
        '0:06 The caller enters 4711.',
        '0:07 The caller says “The blue one”.',
        '0:08 The caller enters a number that is kept secret.',
        '0:09 The caller gives no valid answer.',
        '0:10 The caller does not answer.',
      ],
    ],
    [
      'the caller leaves while phones ring',
      [
        [0, rings('Ana', 20, 'in-turn')],
        [7, { kind: 'caller-gone' }],
        [7, stopped('Ana', 'cancelled', 7)],
        [8, { kind: 'ended', outcome: 'abandoned', seconds: 7 }],
      ],
      [
        '0:00 Ana’s phone rings for 20 s.',
        '0:07 The caller hangs up; Ana’s phone stops ringing.',
        '0:08 The call ends after 0:07: missed, the caller hung up first.',
      ],
    ],
    [
      'the engine was lost',
      [
        [0, { kind: 'trouble', with: 'engine', detail: 'what happened from here on is not known' }],
        [0, { kind: 'ended', outcome: 'missed', seconds: 9 }],
      ],
      [
        '0:00 The call’s engine was lost: what happened from here on is not known.',
        '0:00 The call ends after 0:09: missed.',
      ],
    ],
    [
      'a line is busy',
      [
        [0, stopped('Ana', 'busy', 0)],
        [0, stopped('Ben', 'busy', 0)],
      ],
      ['0:00 Ana and Ben were busy.'],
    ],
    [
      'someone picks up and waits',
      [[0, stopped('Ana', 'not-accepted', 20)]],
      ['0:00 Ana picked up but did not accept.'],
    ],
    [
      'a machine or a person hangs up without accepting',
      [[0, stopped('Ana', 'hung-up', 9)]],
      ['0:00 Ana hung up without accepting.'],
    ],
    [
      'only the carrier’s log tells that phones ring no more',
      [
        [0, stopped('Ana', 'unknown', 20)],
        [0, stopped('Ben', 'unknown', 20)],
        [1, rings('Cy', 20, 'in-turn')],
      ],
      ['0:00 Ana’s and Ben’s phones stopped ringing; Cy’s phone rings for 20 s.'],
    ],
    [
      'a phone cannot be reached',
      [
        [0, { kind: 'trouble', with: 'dial', detail: 'the carrier answered 500' }],
        [0, stopped('Ana', 'failed', 0)],
      ],
      ['0:00 A phone could not be dialled: the carrier answered 500.', '0:00 Ana could not be reached.'],
    ],
    [
      'a phone is dialled anew',
      [
        [
          0,
          {
            kind: 'rings',
            leg: '2-1',
            member: 'ana',
            name: 'Ana',
            carrier: null,
            address: '+12025550171',
            seconds: 20,
            order: 'in-turn',
          },
        ],
        [4, { kind: 'trouble', with: 'dial', detail: 'the carrier did not answer' }],
        [
          4,
          {
            kind: 'rings',
            leg: '2-2',
            member: 'ana',
            name: 'Ana',
            carrier: 'c',
            address: '+12025550171',
            seconds: 16,
            order: 'in-turn',
          },
        ],
        [20, { kind: 'stopped-ringing', leg: '2-1', member: 'ana', name: 'Ana', why: 'failed', seconds: 4 }],
        [20, { kind: 'stopped-ringing', leg: '2-2', member: 'ana', name: 'Ana', why: 'no-answer', seconds: 16 }],
      ],
      [
        '0:04 A phone could not be dialled: the carrier did not answer.',
        '0:04 Ana’s phone rings for 16 s.',
        '0:20 Ana did not answer.',
      ],
    ],
    [
      'the carrier’s words end with a full stop',
      [[0, { kind: 'trouble', with: 'redirect', detail: 'the carrier was asked three times.' }]],
      ['0:00 The caller could not be moved on: the carrier was asked three times.'],
    ],
    [
      'names are written from the right',
      [
        [0, { kind: 'arrived', caller: 'אבי', number: 'מכירות', flow: 'f', version: 3 }],
        [1, rings('נועה', 20, 'together')],
        [1, rings('דוד', 20, 'together')],
        [2, { kind: 'handed', step: 1, list: [{ do: 'say', prompt: { say: 'שלום.' } }], by: 'pull' }],
      ],
      [
        '0:00 \u2068אבי\u2069 calls \u2068מכירות\u2069; version 3 of its flow answers.',
        '0:01 \u2068נועה\u2069’s and \u2068דוד\u2069’s phones ring for 20 s.',
        '0:02 The caller hears “\u2068שלום.\u2069”',
      ],
    ],
    [
      'two are skipped for the same reason',
      [
        [0, { kind: 'skipped', member: 'a', name: 'Ana', why: 'talking' }],
        [0, { kind: 'skipped', member: 'b', name: 'Ben', why: 'talking' }],
      ],
      ['0:00 Ana and Ben are skipped: already on a call.'],
    ],
    [
      'the winner is gone too early',
      [[0, { kind: 'winner-lost', leg: 'x', member: 'a', name: 'Ana' }]],
      ['0:00 Ana was gone before the caller was connected.'],
    ],
    [
      'the caller is gone as the winner accepts',
      [
        [0, { kind: 'claimed', leg: 'Ana', member: 'ana', name: 'Ana' }],
        [0, { kind: 'talking', leg: 'Ana', member: 'ana', name: 'Ana' }],
        [0, { kind: 'caller-gone' }],
        [0, { kind: 'winner-lost', leg: 'Ana', member: 'ana', name: 'Ana' }],
      ],
      ['0:00 Ana accepts.', '0:00 The caller hangs up.', '0:00 The caller was gone before Ana was connected.'],
    ],
    [
      'a phone is busy and never rings',
      [
        [0, rings('Ana', 20, 'in-turn')],
        [0, stopped('Ana', 'busy', 0)],
        [1, rings('Ben', 20, 'in-turn')],
        [1, { kind: 'phone-rings', leg: 'Ben' }],
        [3, stopped('Ben', 'declined', 2)],
      ],
      ['0:00 Ana was busy; Ben’s phone rings for 20 s.', '0:03 Ben declined.'],
    ],
    [
      'somebody accepts too late',
      [
        [0, { kind: 'claim-refused', leg: 'Ana', member: 'ana', name: 'Ana', why: 'taken' }],
        [2, stopped('Ana', 'not-accepted', 2)],
      ],
      ['0:00 Ana accepts, but the call is already taken.'],
    ],
    [
      'a caller that is an address',
      [[0, { kind: 'arrived', caller: 'sip:kofi@example.org', number: 'Quick', flow: 'f', version: 1 }]],
      ['0:00 sip:kofi@example.org calls Quick; version 1 of its flow answers.'],
    ],
    [
      'the document drives',
      [
        [0, { kind: 'document-drives', why: 'nobody answered it for 10 s' }],
        [1, { kind: 'ladder-rings', members: ['Ana', 'Ben'] }],
        [9, { kind: 'ladder-connected', name: null }],
      ],
      [
        '0:00 From here on the call runs without its workflow: nobody answered it for 10 s.',
        '0:01 Ana’s and Ben’s phones ring.',
        '0:09 The caller is connected to someone on the team.',
      ],
    ],
    [
      'a call that never came here',
      [
        [0, { kind: 'arrived', caller: 'Carla', number: 'Main', flow: 'f', version: 1 }],
        [0, { kind: 'document-drives', why: 'nothing here answered when it came in', unreached: true }],
        [0, { kind: 'caller-gone' }],
        [0, { kind: 'ended', outcome: 'abandoned', seconds: 0 }],
      ],
      [
        '0:00 Carla calls Main.',
        '0:00 The call did not reach Ringdown: nothing here answered when it came in.',
        '0:00 The call ends after 0:00: missed.',
      ],
    ],
    [
      'other endings',
      [
        [0, { kind: 'first-list-differs', delivered: [], own: [] }],
        [1, { kind: 'handed', step: 2, list: [{ do: 'hang-up', cause: 'busy' }], by: 'pull' }],
        [2, { kind: 'no-message' }],
        [3600, { kind: 'ended', outcome: 'completed', seconds: 3725 }],
      ],
      [
        '0:00 What the caller heard first is not what this version says; what was heard counts.',
        '0:01 The call is ended as busy.',
        '0:02 The caller left no message.',
        '1:00:00 The call ends after 1:02:05: the flow was completed.',
      ],
    ],
  ])('when %s', (_sentence, timed, lines) => {
    expect(told(timed)).toEqual(lines)
  })
})

function told(timed: readonly Timed[]): readonly string[] {
  return story(events(timed)).map(line)
}
