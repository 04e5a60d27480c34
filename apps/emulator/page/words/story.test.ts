import { expect, test } from 'vitest'
import { aCall, aLeg } from '../examples.ts'
import { callInWords, storyLine } from './story.ts'

const names = new Map([
  ['+12025550121', 'Ana'],
  ['+12025550100', 'Sales line'],
])
const ana = '+12025550121'

test.each([
  ['caller', 'dials', '', '(202) 555-0150 dials Sales line'],
  ['caller', 'hears', 'Welcome.', 'The caller hears “Welcome.”'],
  ['caller', 'hears', 'ringing', 'The caller hears ringing'],
  [ana, 'rings', '', 'Ana’s phone rings'],
  [ana, 'stops-ringing', 'nobody answered within 20 s', 'Ana’s phone stops ringing: nobody answered within 20 s'],
  [ana, 'answers', '', 'Ana answers'],
  [ana, 'declines', '', 'Ana declines'],
  [ana, 'presses', '1', 'Ana presses 1'],
  [ana, 'joins', '', 'Ana joins the conversation'],
  ['caller', 'hears', '+12025550121 says: Hello', 'The caller hears Ana say “Hello”'],
  ['carrier', 'records', 'recording begins', 'The recording begins'],
  ['carrier', 'records', 'Please call back', 'Recorded: “Please call back”'],
  ['caller', 'says', 'Hello', 'The caller says “Hello”'],
  ['carrier', 'calls-tool', 'ask_for_person', 'The assistant uses ask_for_person'],
  ['caller', 'hangs-up', '', 'The caller hangs up'],
  ['carrier', 'hangs-up', 'not accepted', 'The network hangs up: not accepted'],
  ['carrier', 'hangs-up', 'the document is through', 'The network hangs up: the number has nothing more to say'],
  ['carrier', 'error', 'no document', 'Something went wrong: no document'],
  [ana, 'whistles', '', 'Ana whistles'],
])('%s %s "%s" is told as "%s"', (who, what, detail, told) => {
  expect(storyLine({ ms: 0, who, what, detail }, aCall(), names).text).toBe(told)
})

test('a caller who withholds their number stays unknown', () => {
  expect(storyLine({ ms: 0, who: 'caller', what: 'dials' }, aCall({ from: 'anonymous' }), names).text).toBe(
    'Somebody who withholds their number dials Sales line',
  )
})

test('a list says how a call stands', () => {
  expect(callInWords(aCall({ legs: [aLeg()] }), names).text).toBe('Rings Ana')
  expect(callInWords(aCall({ legs: [1, 2, 3, 4].map((index) => aLeg({ id: `${index}` })) }), names).text).toBe(
    '4 phones ring',
  )
  expect(callInWords(aCall({ state: 'in-progress', with: ana, hears: 'person' }), names).text).toBe('Talking with Ana')
  expect(callInWords(aCall({ state: 'ended' }), names).text).toBe('Not answered')
  expect(
    callInWords(aCall({ state: 'ended', timeline: [{ ms: 0, who: ana, what: 'joins', detail: 'room' }] }), names).text,
  ).toBe('Talked with Ana')
  expect(callInWords(aCall({ state: 'ended', recordings: [{ id: 'r', url: '', seconds: 4 }] }), names).text).toBe(
    'Left a message',
  )
})
