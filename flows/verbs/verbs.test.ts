import { expect, test } from 'vitest'
import { partyOf } from '../nodes/chosen-seats.ts'
import { factsWith } from '../nodes/scripted-call.ts'
import { menuAsked } from '../testing/timed-call.ts'
import { imaginedCall } from './imagined-call.ts'
import type { Assistant } from './converse/assistant.ts'
import { comesTo, listTime, waitsToBeMoved, type Instruction } from './instruction.ts'
import { entersRoom } from './join/join.ts'
import { verbOf } from './verbs.ts'

test('a list that ends where people ring or talk stays until it is moved; no other does', () => {
  expect(every.map((one) => [one.do, waitsToBeMoved([one])])).toEqual([
    ['say', false],
    ['ask', false],
    ['park', true],
    ['join', true],
    ['record', false],
    ['converse', false],
    ['hang-up', false],
    ['alone', false],
    ['wait', true],
  ])
  expect(waitsToBeMoved([])).toBe(false)
})

test('only a hang-up ends a call, and only one list goes alone', () => {
  expect(every.filter((one) => comesTo([one], 'over')).map((one) => one.do)).toEqual(['hang-up'])
  expect(every.filter((one) => comesTo([one], 'alone')).map((one) => one.do)).toEqual(['alone'])
})

test('after a talk or a message a document has nothing left but to say goodbye', () => {
  expect(every.filter((one) => verbOf(one).ladder === 'farewell').map((one) => one.do)).toEqual(['join', 'record'])
  expect(every.filter((one) => entersRoom([one])).map((one) => one.do)).toEqual(['join'])
})

test('a list lasts as long as all that is said in it and for how long the caller is parked', () => {
  expect(listTime(every)).toBe(1000 + 70_000 + 2000 + 2000 + 1000 + 20_000)
})

test('an imagined call has every verb of the port, and answers with what is made of it', async () => {
  const taken: unknown[] = []
  const call = imaginedCall({
    facts: factsWith(),
    enter: () => {},
    take: ({ inLadder }, given) => {
      taken.push(given)
      return inLadder(...given).answer
    },
  })
  const parties = factsWith().roster.map(partyOf)
  await call.say({ say: 'Hello.' })
  expect(await call.ask(menuAsked.question)).toEqual({ kind: 'no-input' })
  expect(await call.ring(parties, { order: 'together', time: '20s' })).toEqual({ kind: 'no-answer' })
  expect(await call.ring([], { order: 'together', time: '20s' })).toEqual({ kind: 'nobody' })
  const [party] = parties
  expect(party && (await call.talk({ party, leg: '1-1' }))).toBe('lost')
  expect(await call.record(null, limits)).toEqual({ kind: 'left', url: '', seconds: 0 })
  expect(await call.fetch(request)).toEqual({ kind: 'error', why: 'nobody could ask' })
  expect(await call.text({ words: 'Hello.', to: [] })).toBe('failed')
  expect(await call.converse(assistant)).toEqual({ kind: 'wants-person', reason: '', values: {} })
  await call.hangUp('busy')
  expect(taken).toHaveLength(10)
  expect(taken[0]).toEqual([{ say: 'Hello.' }])
})

const request = {
  method: 'GET',
  url: 'https://crm.example/',
  headers: [],
  body: null,
  seconds: 5,
  retries: 0,
  keeps: [],
} as const
const limits = { maxSeconds: 120, silenceSeconds: 5 }
const assistant: Assistant = {
  persona: 'You answer.',
  greeting: 'Hello.',
  greetingOfReturn: 'I am sorry.',
  languages: [],
  answers: [],
  rules: [],
  maxSeconds: 300,
  tools: ['ask_for_person'],
  values: [],
}
const every: readonly Instruction[] = [
  { do: 'say', prompt: { say: 'Hello.' } },
  menuAsked,
  { do: 'park', for: 70_000 },
  { do: 'join', room: 'c-1' },
  { do: 'record', greeting: { say: 'Leave a message, please.' }, limits },
  { do: 'converse', assistant, back: false },
  { do: 'hang-up', cause: 'done' },
  { do: 'alone' },
  { do: 'wait', prompt: { say: 'One moment, please.' }, for: 20_000 },
]
