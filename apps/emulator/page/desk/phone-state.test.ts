import { expect, test } from 'vitest'
import { aCall, aLeg, aPhone } from '../examples.ts'
import { behaviourFrom, choiceOf, choices } from './behaviours.ts'
import { ringSpan, stateInWords, whatComesNext } from './phone-state.ts'

const rangAt = Date.parse('2026-03-02T09:00:01.000Z')

test('a ring empties towards the moment at which the phone does something by itself', () => {
  const phone = aPhone({ state: 'ringing', behaviour: { kind: 'declines', after: '2s' }, legs: [aLeg()] })
  expect(ringSpan(phone)).toEqual({ from: rangAt, until: rangAt + 2000 })
  expect(whatComesNext(phone, 2)).toBe('Declines in 2 s')
})

test('the network may end the ringing before the phone does anything', () => {
  const legs = [aLeg({ ringsUntil: '2026-03-02T09:00:06.000Z' })]
  expect(ringSpan(aPhone({ behaviour: { kind: 'voicemail', after: '15s' }, legs }))?.until).toBe(rangAt + 5000)
})

test('nothing empties while no end is known, or when nothing rings', () => {
  expect(ringSpan(aPhone({ state: 'ringing', legs: [aLeg()] }))).toBeNull()
  expect(ringSpan(aPhone({ behaviour: { kind: 'declines', after: '2s' } }))).toBeNull()
})

test('a person is named only while both hear each other', () => {
  const phone = aPhone({ state: 'talking' })
  expect(stateInWords(phone, aCall(), new Map())).toBe('On the line')
  expect(stateInWords(phone, aCall({ with: phone.number }), new Map())).toBe('With (202) 555-0150')
})

test('every choice is listed under the behaviour it stands for', () => {
  for (const { id } of choices) expect(choiceOf(behaviourFrom(id))).toBe(id)
})
