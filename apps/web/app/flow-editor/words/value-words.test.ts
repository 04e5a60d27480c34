import { expect, test } from 'vitest'
import { z } from 'zod'
import { formFields } from '#flows/language/node-form.ts'
import { menu } from '#flows/testing/menu/definition.ts'
import { valueWords } from './value-words.ts'

const names = new Map<string, string>()

test('a list is told place by place, each with its fields', () => {
  const [keys] = formFields(menu.config)
  if (!keys) throw new Error('a menu has keys')
  const said = [{ key: '1', prompt: 'Sales' }, { key: '2' }]
  expect(valueWords(keys, said, names)).toBe('1. Key: 1, Says: “Sales”; 2. Key: 2, Says: nothing')
  expect(valueWords(keys, [], names)).toBe('nothing')
})

test('what is ticked is told by its labels', () => {
  const [field] = formFields(
    z.object({
      may: z
        .array(z.enum(['ring', 'end']))
        .meta({ label: 'May', help: 'What it may do.', widget: 'choices', choices: { ring: 'Ring', end: 'End it' } }),
    }),
  )
  if (!field) throw new Error('the form has one field')
  expect(valueWords(field, ['ring', 'end'], names)).toBe('Ring; End it')
  expect(valueWords(field, [], names)).toBe('nothing')
})

test('a variant is told by its label, with its fields', () => {
  const about = { label: 'Then', help: 'What happens.' } as const
  const [then] = formFields(
    z.object({
      then: z
        .discriminatedUnion('do', [
          z.object({ do: z.literal('ring'), seconds: z.number().meta({ ...about, label: 'For', widget: 'seconds' }) }),
          z.object({ do: z.literal('end') }),
        ])
        .meta({ ...about, widget: 'variant', choices: { ring: 'Ring', end: 'End the call' } }),
    }),
  )
  if (!then) throw new Error('the form has one field')
  expect(valueWords(then, { do: 'ring', seconds: 20 }, names)).toBe('Ring (For: 20 s)')
  expect(valueWords(then, { do: 'end' }, names)).toBe('End the call')
  expect(valueWords(then, { do: 'sing' }, names)).toBe('nothing')
})

test('seconds have their unit, and a count is a plain number', () => {
  const about = { label: 'So many', help: 'How many.' } as const
  const fields = formFields(
    z.object({
      wait: z.number().meta({ ...about, widget: 'seconds' }),
      tries: z.number().meta({ ...about, widget: 'count' }),
    }),
  )
  expect(fields.map((field) => valueWords(field, 3, names))).toEqual(['3 s', '3'])
})
