import { expect, test } from 'vitest'
import type { Entry } from '../control-plane.ts'
import { aCall, aLeg, aPhone } from '../examples.ts'
import { callerHears, phoneHears } from './hearing.ts'

const names = new Map([
  ['+12025550121', 'Ana'],
  ['+12025550100', 'Sales line'],
])
const ana = '+12025550121'
const entry = (who: string, what: string, detail = ''): Entry => ({ ms: 0, who, what, detail })

test('the caller reads and hears the last sentence, and the same sentence again sounds again', () => {
  const timeline = [
    entry('caller', 'hears', 'Please hold.'),
    entry(ana, 'hears', 'Press 1.'),
    entry('caller', 'hears', 'Please hold.'),
  ]
  const first = callerHears(aCall({ hears: 'speech', timeline: timeline.slice(0, 1) }), names)
  const second = callerHears(aCall({ hears: 'speech', timeline }), names)
  expect(first.line).toBe('“Please hold.”')
  expect(second.spoken?.text).toBe('Please hold.')
  expect(second.spoken?.id).not.toBe(first.spoken?.id)
})

test('while people talk, each hears what the other said, and nothing said before they met', () => {
  const leg = aLeg({ state: 'answered' })
  const met = [entry(ana, 'says', 'Testing'), entry('caller', 'joins'), entry(ana, 'joins')]
  const talk = (timeline: Entry[]) => aCall({ hears: 'person', with: ana, legs: [leg], timeline })
  expect(callerHears(talk(met), names)).toMatchObject({
    kind: 'person',
    title: 'Ana',
    line: 'You hear each other. Say something.',
  })
  expect(callerHears(talk([...met, entry(ana, 'says', 'Hello')]), names).line).toBe('“Hello”')
  const heard = phoneHears(
    aPhone({ state: 'talking', legs: [leg] }),
    talk([...met, entry('caller', 'says', 'Good morning')]),
    names,
  )
  expect(heard).toMatchObject({ kind: 'person', title: '(202) 555-0150', line: '“Good morning”' })
})

test('a ringing phone says who calls and which number they dialled', () => {
  const leg = aLeg()
  expect(phoneHears(aPhone({ state: 'ringing', legs: [leg] }), aCall({ legs: [leg] }), names)).toMatchObject({
    kind: 'bell',
    title: '(202) 555-0150 calls',
    line: 'on Sales line',
  })
})

test('a phone that was picked up hears its own prompt, not the caller’s', () => {
  const leg = aLeg({ state: 'answered' })
  const call = aCall({
    legs: [leg],
    timeline: [entry(ana, 'hears', 'Press 1 to take the call.'), entry('caller', 'hears', 'ringing')],
  })
  expect(phoneHears(aPhone({ state: 'talking', legs: [leg] }), call, names).spoken?.text).toBe(
    'Press 1 to take the call.',
  )
})

test('a voice that has not said anything yet, a beep and the end have words too', () => {
  expect(callerHears(aCall({ hears: 'speech' }), names).title).toBe('A voice')
  const timeline = [entry('caller', 'hears', 'a beep')]
  expect(callerHears(aCall({ hears: 'speech', timeline }), names)).toMatchObject({
    kind: 'beep',
    line: 'Speak when it ends.',
  })
  expect(callerHears(aCall({ hears: 'silence', timeline }), names).title).toBe('After the beep')
  expect(callerHears(aCall({ state: 'ended', hears: 'nothing', endReason: 'busy' }), names)).toMatchObject({
    title: 'Call ended',
    line: 'the line was busy',
  })
})

test('in silence the last sentence stays in sight, and is not spoken again', () => {
  const heard = callerHears(
    aCall({ hears: 'silence', timeline: [entry('caller', 'hears', 'Press 1 for sales.')] }),
    names,
  )
  expect(heard).toEqual({ kind: 'silence', title: 'Silence', line: 'Last heard: “Press 1 for sales.”' })
})

test('a phone whose call is not known still shows what the network says of its line', () => {
  const phone = aPhone({
    state: 'talking',
    legs: [aLeg({ state: 'answered' })],
    hears: 'person',
    with: '+12025550150',
    heard: '+12025550150 says: Hi',
  })
  expect(phoneHears(phone, undefined, names)).toMatchObject({ kind: 'person', title: '(202) 555-0150', line: '“Hi”' })
  expect(phoneHears({ ...phone, hears: 'music' }, undefined, names).kind).toBe('music')
})
