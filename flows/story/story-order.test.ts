import { expect, test } from 'vitest'
import { line, story } from './story.ts'
import { arrived, events, rings, stopped, type Timed } from '../testing/timed-call.ts'

test.each<[string, readonly Timed[], readonly string[]]>([
  [
    'somebody ends the call from its page, and is heard of last',
    [
      [0, { kind: 'claimed', leg: 'Ana', member: 'ana', name: 'Ana' }],
      [0, { kind: 'talking', leg: 'Ana', member: 'ana', name: 'Ana' }],
      [9, { kind: 'caller-gone' }],
      [9, { kind: 'talk-ended', leg: 'Ana', member: 'ana', name: 'Ana', seconds: 9 }],
      [9, { kind: 'ended', outcome: 'answered', seconds: 9 }],
      [8.9, { kind: 'ended-by', member: 'ana', name: 'Ana' }],
    ],
    [
      '0:00 Ana accepts.',
      '0:00 The caller and Ana talk.',
      '0:08 Ana ends the call; the two talked for 0:09.',
      '0:09 The call ends after 0:09: answered.',
    ],
  ],
  [
    'the caller’s leg is ended because the call is over',
    [
      [5, { kind: 'ended', outcome: 'answered', seconds: 5 }],
      [6, { kind: 'caller-gone' }],
    ],
    ['0:00 The call ends after 0:05: answered.'],
  ],
  [
    'the end of the winner’s leg is heard before that of the caller, who hung up',
    [
      [0, { kind: 'claimed', leg: 'Ana', member: 'ana', name: 'Ana' }],
      [9.2, stopped('Ana', 'hung-up', 9)],
      [9.1, { kind: 'caller-gone' }],
    ],
    ['0:00 Ana accepts.', '0:09 The caller hangs up.'],
  ],
  [
    'the end is heard of before what came of the talk, and the arrival is written last',
    [
      [0, rings('Ana', 20, 'in-turn')],
      [1, { kind: 'claimed', leg: 'Ana', member: 'ana', name: 'Ana' }],
      [3, { kind: 'caller-gone' }],
      [3, { kind: 'ended', outcome: 'answered', seconds: 3 }],
      [5, { kind: 'talk-ended', leg: 'Ana', member: 'ana', name: 'Ana', seconds: 2 }],
      arrived,
    ],
    [
      '0:00 +12025550150 calls Sales; version 3 of its flow answers.',
      '0:00 Ana’s phone rings for 20 s.',
      '0:01 Ana accepts.',
      '0:03 The caller hangs up; the two talked for 0:02.',
      '0:03 The call ends after 0:03: answered.',
    ],
  ],
  [
    'what rode with a later order',
    [
      arrived,
      [2, rings('Ben', 20, 'together')],
      [18, stopped('Ben', 'declined', 16)],
      [2, { kind: 'skipped', member: 'a', name: 'Ana', why: 'talking' }],
    ],
    [
      '0:00 +12025550150 calls Sales; version 3 of its flow answers.',
      '0:02 Ben’s phone rings for 20 s.',
      '0:02 Ana is skipped: already on a call.',
      '0:18 Ben declined.',
    ],
  ],
  [
    'the end of the caller is heard of late',
    [
      [0, rings('Ana', 20, 'in-turn')],
      [20, stopped('Ana', 'no-answer', 20)],
      [20, rings('Ben', 20, 'in-turn')],
      [9, { kind: 'caller-gone' }],
      [30, stopped('Ben', 'cancelled', 10)],
      [9, { kind: 'ended', outcome: 'abandoned', seconds: 9 }],
    ],
    [
      '0:00 Ana’s phone rings for 20 s.',
      '0:09 The caller hangs up.',
      '0:09 The call ends after 0:09: missed, the caller hung up first.',
      '0:20 Ana did not answer; Ben’s phone rings.',
      '0:30 Ben’s phone stops ringing.',
    ],
  ],
])('what several hands have written is told as it happened: %s', (_sentence, timed, lines) => {
  expect(story(events(timed)).map(line)).toEqual(lines)
})
