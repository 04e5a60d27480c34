import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { blank, shownConfig, unfinished } from './unfinished.ts'

const schema = z.strictObject({
  keys: z.array(z.strictObject({ key: z.enum(['1', '2']), prompt: z.string().trim().min(1) })),
  seconds: z.number().min(5).default(20),
  then: z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('say'), text: z.string().min(1) }),
    z.strictObject({ do: z.literal('end') }),
  ]),
  name: z.string().optional(),
})

describe('of a config that is being drawn', () => {
  const raw = {
    keys: [{ key: '1', prompt: ' ' }, { key: '9', prompt: 'Nine' }, 'odd'],
    seconds: 2,
    then: { do: 'say', text: '' },
    name: 7,
    more: true,
  }

  test('whatever is of its type can be read, with defaults where there is nothing', () => {
    expect(unfinished(schema, raw)).toEqual({
      keys: [{ key: '1', prompt: ' ' }, { prompt: 'Nine' }],
      seconds: 2,
      then: { do: 'say', text: '' },
    })
    expect(unfinished(schema, {})).toEqual({ seconds: 20 })
    expect(unfinished(schema, { then: { do: 'sing' } }).then).toBeUndefined()
  })

  test('a finished one is read as its schema reads it', () => {
    const done = { keys: [{ key: '1', prompt: ' Sales ' }], then: { do: 'end' } }
    expect(unfinished(schema, done)).toEqual({
      keys: [{ key: '1', prompt: 'Sales' }],
      seconds: 20,
      then: { do: 'end' },
    })
  })

  test('a form shows everything as it is, right or wrong', () => {
    expect(shownConfig(schema, raw)).toEqual(raw)
    expect(shownConfig(schema, { then: { do: 'end' } })).toEqual({ seconds: 20, then: { do: 'end' } })
  })
})

test('what is added is blank: defaults, empty texts, the first variant, and nothing where people must choose', () => {
  expect(blank(schema)).toEqual({ keys: [], seconds: 20, then: { do: 'say', text: '' } })
  expect(blank(schema.shape.keys.element)).toEqual({ prompt: '' })
})
