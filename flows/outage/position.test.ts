import { expect, test } from 'vitest'
import { drawn } from '#test/builders/flows.ts'
import { compile } from '../language/compile.ts'
import type { Step } from '../verbs/instruction.ts'
import { factsWith } from '../nodes/scripted-call.ts'
import { farewell, ladderAt, positionOf } from './position.ts'
import { Rehearsal } from '../rehearsal/rehearsal.ts'

const compiled = compile(
  drawn('Voicemail', ['voicemail', { greeting: 'Please leave a message.', maxSeconds: 30, silenceSeconds: 4 }]),
  { people: factsWith() },
)
if (!compiled.ok) throw new Error('the flow does not compile')
const { plan } = compiled
const ladder: Step['ladder'] = [{ do: 'connect', order: 'together', seconds: 20, to: [] }]

test('while people may still ring, a call stands at the node of its step', () => {
  expect(positionOf({ list: [{ do: 'park', for: 1000 }], ladder, node: 'desk' })).toBe('desk')
})

test.each<[string, Pick<Step, 'list' | 'ladder'>]>([
  ['they talk', { list: [{ do: 'join', room: 'c-1' }], ladder: farewell({}) }],
  ['the call hangs up', { list: [{ do: 'hang-up', cause: 'done' }], ladder }],
])('once %s, only the goodbye is left', (_what, step) => {
  expect(positionOf({ ...step, node: 'desk' })).toBeNull()
})

test('only the goodbye is left from nowhere, and from a node that the plan does not have', async () => {
  expect(await ladderAt(plan, factsWith(), null)).toEqual(farewell({}))
  expect(await ladderAt(plan, factsWith(), 'another flow’s')).toEqual(farewell({}))
  expect(await ladderAt(plan, factsWith(), plan.start)).toMatchObject([{ do: 'record' }, { do: 'hang-up' }])
})

test('whoever was asked for a message is not asked for another one when nobody answers then', async () => {
  const rehearsal = new Rehearsal({
    organisation: 'o1',
    number: 'n1',
    flow: 'f1',
    version: 1,
    plan,
    facts: { ...factsWith(), call: 'c1' },
    first: [],
  })
  void rehearsal.call.run('word')
  const step = rehearsal.call.word({ step: 1, result: null })
  await rehearsal.settle()
  expect(await step).toMatchObject({ list: [{ do: 'record' }], ladder: farewell({}) })
})
