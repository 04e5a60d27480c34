import { describe, expect, test } from 'vitest'
import { givenBy } from '../../language/given.ts'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { setValue } from './definition.ts'
import { run } from './run.ts'

const messages = (config: object) => setValue.config.safeParse(config).error?.issues.map(({ message }) => message)
const value = (name: string, text = '', type: 'words' | 'digits' = 'words') => ({ name, text, type })

describe('set values', () => {
  test('keeps each of its texts under its name, and says nothing', async () => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, { values: [value('department', 'Sales'), value('code', '12', 'digits')] }, here())).toEqual({
      exit: 'next',
      gives: { department: 'Sales', code: '12' },
    })
    expect(call.told).toEqual([])
  })

  test.each([
    ['nothing to set', {}, 'Add at least one value.'],
    ['no name', { values: [value('')] }, 'Give the value a name.'],
    ['a name that no braces can hold', { values: [value('my name')] }, 'Begin the name with a letter'],
    ['the same name twice', { values: [value('a', '1'), value('a', '2')] }, 'Set each name once'],
    ['a text as long as a book', { values: [value('a', 'x'.repeat(501))] }, 'at most 500 characters'],
    [
      'more values than a node can have',
      { values: Array.from({ length: 21 }, (_, n) => value(`v${n}`)) },
      'at most 20',
    ],
  ])('%s is refused with what to do', (_sentence, config, says) => {
    expect(messages(config)?.join(' ')).toContain(says)
  })

  test('gives what the whole flow has by its name, also while the rest is being written', () => {
    const given = givenBy({
      id: 'set',
      kind: 'set-value',
      config: { values: [value('topic', 'a bike'), { name: 'caller', text: '{{caller.name | }}' }, { name: '' }, {}] },
    })
    expect(given).toMatchObject([
      { inFlow: 'flow.topic', example: 'a bike', on: ['next'] },
      { inFlow: 'flow.caller', example: 'nothing', otherwise: 'nothing' },
    ])
    expect(given[0]).not.toHaveProperty('otherwise')
  })

  test('its summary says what becomes of what', () => {
    expect(setValue.summary({ values: [value('topic', 'a bike'), value('code')] })).toBe(
      'topic = “a bike”, code = nothing',
    )
  })
})
