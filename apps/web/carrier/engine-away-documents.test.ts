import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ladder } from '#flows/outage/ladder.ts'
import { readDriver } from '#infra/db/call/driver.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { engineAway, rings, who, type EngineAway } from './testing/engine-away.ts'

let away: EngineAway
let db: EngineAway['db']
let questions: EngineAway['questions']
let arrives: EngineAway['arrives']
let happen: EngineAway['happen']

beforeAll(async () => {
  away = await engineAway()
  ;({ db, questions, arrives, happen } = away)
}, 60_000)

afterAll(() => away.close())

const first = { step: 1, from: 'in' }
const lastTry = { try: 5, last: true, waited: 8000, result: null }

test('a document that nobody answers while the workflow’s phones ring goes on ringing and asks again', async () => {
  const key = await arrives('rings')
  await happen(key.call, rings('2-1', 'leg-ringing'))
  const reply = await questions.next(key, first, lastTry)
  expect(reply).toMatchObject({ reply: 'next' })
  expect((await questions.step(key, { ...first, step: 2 }))?.step).toMatchObject({ n: 1, list: [{ do: 'park' }] })
  expect(await questions.alone(key, first)).toMatchObject({ reply: 'next' })
  await happen(key.call, { kind: 'stopped-ringing', ...who('2-1'), why: 'no-answer', seconds: 20 })
  expect(await questions.alone(key, first)).toEqual({ reply: 'alone' })
  expect(await questions.next(key, first, lastTry)).toEqual({ reply: 'alone' })
})

test('a document that is fetched while the engine is away takes no call from it: its question has ten seconds of its own', async () => {
  const key = await arrives('fetched')
  expect((await questions.step(key, { step: 3, from: 'desk' }))?.step).toMatchObject({
    n: 2,
    list: [{ do: 'park', for: 2000 }],
    node: 'desk',
  })
  expect(await readDriver(db, key)).toBe('workflow')
})

test('a process that has never seen the call gives the ladder of where the call stands', async () => {
  const key = await arrives('later')
  const connects = (ladder: Ladder = []) => ladder.flatMap((rung) => (rung.do === 'connect' ? rung.seconds : []))
  expect(connects((await questions.step(key, { step: 2, from: 'in' }))?.step.ladder)).toEqual([20, 30])
  expect(connects((await questions.step(key, { step: 3, from: 'desk' }))?.step.ladder)).toEqual([30])
})

test('after a talk or a message only the goodbye is left, and nobody is rung anew', async () => {
  const key = await arrives('talked')
  const ladder = [
    { do: 'say', prompt: { say: 'Goodbye.' } },
    { do: 'hang-up', cause: 'done' },
  ]
  expect((await questions.step(key, { step: 5, from: null }))?.step).toMatchObject({
    n: 4,
    list: [{ do: 'park' }],
    ladder,
  })
  expect(await questions.next(key, { step: 5, from: null }, lastTry)).toEqual({ reply: 'alone' })
  expect((await questions.step(key, { step: 5, from: null }))?.step).toMatchObject({ list: [{ do: 'alone' }], ladder })
  expect((await eventsOf(db, key)).map(({ key: name }) => name)).not.toContain('ladder-rings')
})
