import { expect, test } from 'vitest'
import { quoted, readHeard } from './heard.ts'

test.each([
  ['a beep', 'beep'],
  ['ringing', 'ringback'],
  ['music', 'music'],
  ['audio from https://example.com/hold.wav', 'music'],
  ['2 s of silence', 'silence'],
  ['', 'silence'],
  ['Welcome to Harbour Bikes.', 'speech'],
  ['Music is on the first floor.', 'speech'],
  ['Ringing twice helps.', 'speech'],
])('hearing "%s" is hearing %s', (detail, kind) => {
  expect(readHeard({ detail }).kind).toBe(kind)
})

test.each(['+12025550121', 'anonymous', 'sip:ana@example.com', '/private/ana'])(
  'what %s says is told apart from a recorded voice',
  (who) => {
    expect(readHeard({ detail: `${who} says: Good morning: all well?` })).toEqual({
      kind: 'person',
      who,
      sentence: 'Good morning: all well?',
    })
  },
)

test('a sentence is quoted once', () => {
  expect(quoted('Hello')).toBe('“Hello”')
  expect(quoted('"Hello"')).toBe('“Hello”')
})
