import { describe, expect, test } from 'vitest'
import { exitsOf } from '../../language/exits.ts'
import { givenBy } from '../../language/given.ts'
import type { AiOutcome } from '../../verbs/converse/assistant.ts'
import { exitOf, factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { aiAnswers } from './definition.ts'
import { run } from './run.ts'

const assistant = (change: object = {}) =>
  aiAnswers.config.parse({ persona: 'You answer.', greeting: 'Hi.', ...change })
const around = { people: null }

describe('an assistant', () => {
  test.each<[string, AiOutcome['kind']]>([
    ['the caller asks for a person', 'wants-person'],
    ['the caller has what they wanted', 'resolved'],
    ['it cannot go on', 'failed'],
    ['its time is up', 'limit-reached'],
  ])('when %s, the call goes on by that', async (_sentence, kind) => {
    const call = new ScriptedCall(factsWith(), { converse: [{ kind, reason: 'a bell', values: {} }] })
    const left = await run(call, assistant(), here())
    expect(exitOf(left)).toBe(kind)
    expect(left).toMatchObject({ gives: { reason: 'a bell' } })
  })

  test('knows answers by heart, or looks them up', async () => {
    const answers = [{ question: 'When are you open?', answer: 'From nine to five.' }]
    const call = new ScriptedCall(factsWith())
    await run(call, assistant({ answers, tools: ['ask_for_person'] }), here())
    await run(call, assistant({ answers, tools: ['look_up', 'end_call'] }), here())
    expect(call.told).toEqual([
      'converses: “Hi.”, may ask_for_person, knows 1',
      'converses: “Hi.”, may look_up, end_call, knows 0',
    ])
  })

  test('its author is warned of what callers would miss', () => {
    const issues = (change: object) => aiAnswers.check?.(assistant(change), around).map(({ field }) => field)
    expect(issues({})).toEqual([])
    expect(issues({ greeting: '' })).toEqual(['greeting'])
    expect(issues({ tools: ['end_call'] })).toEqual(['tools'])
    const wants = { greetingOfReturn: 'Nobody is free. What else can I do?' }
    expect(issues({ ...wants, tools: ['ask_for_person', 'set_value', 'look_up'] })).toEqual(['values', 'answers'])
  })

  test('its author is warned where it would offer to take a message and may not', () => {
    const issues = (change: object) => aiAnswers.check?.(assistant(change), around).map(({ message }) => message)
    const offers =
      'The assistant may not take messages, but is asked to offer one when nobody answers. Allow it, or change that greeting.'
    expect(issues({ tools: ['ask_for_person'] })).toEqual([offers])
    expect(issues({ tools: ['ask_for_person'], greetingOfReturn: 'Nobody is free.' })).toEqual([])
    expect(issues({ tools: ['ask_for_person', 'take_inquiry'] })).toEqual([])
  })

  test('says unasked that it is a machine, and cuts nobody off when its time is up', () => {
    expect(aiAnswers.config.parse({}).greeting).toContain('automated assistant')
    const mustConnect = exitsOf({ kind: 'ai-answers', config: {} }).filter((exit) => exit.mustConnect)
    expect(mustConnect.map(({ name }) => name)).toEqual(['wants-person', 'failed', 'limit-reached'])
  })

  test('what it finds out is known to the rest of the flow', async () => {
    const config = assistant({ values: [{ name: 'order', about: 'The order' }] })
    const call = new ScriptedCall(factsWith(), {
      converse: [{ kind: 'resolved', reason: 'a bell', values: { order: '4711' } }],
    })
    expect(await run(call, config, here())).toEqual({ exit: 'resolved', gives: { order: '4711', reason: 'a bell' } })
    expect(givenBy({ id: 'desk', kind: 'ai-answers', config }).map(({ inFlow }) => inFlow)).toEqual([
      'desk.reason',
      'desk.order',
    ])
    expect(aiAnswers.check?.(assistant({ values: [{ name: 'reason', about: 'Why' }] }), around)).toMatchObject([
      { field: 'values[0].name', severity: 'error' },
    ])
  })

  test('nothing is allowed, and no value named, twice', () => {
    const value = { name: 'order', about: 'The order' }
    expect(
      aiAnswers
        .check?.(
          assistant({ tools: ['ask_for_person', 'ask_for_person', 'take_inquiry'], values: [value, value] }),
          around,
        )
        .map(({ field, severity }) => [field, severity]),
    ).toEqual([
      ['tools[1]', 'error'],
      ['values[1].name', 'error'],
    ])
  })

  test('its settings have limits', () => {
    for (const change of [
      { persona: '' },
      { persona: 'a'.repeat(2001) },
      { answers: Array.from({ length: 31 }, () => ({ question: 'q', answer: 'a' })) },
      { values: [{ name: 'Order Number', about: 'x' }] },
      { maxSeconds: 5 },
      { tools: ['call_anybody'] },
    ])
      expect(aiAnswers.config.safeParse({ persona: 'You answer.', ...change }).success).toBe(false)
  })

  test('says on its card how it greets and whether it hands over', () => {
    expect(aiAnswers.summary(assistant())).toBe('“Hi.”')
    expect(aiAnswers.summary(assistant({ greeting: '', tools: [] }))).toBe('No greeting, hands over to nobody')
  })
})
