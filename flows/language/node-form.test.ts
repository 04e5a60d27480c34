import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { menu } from '../testing/menu/definition.ts'
import { formFields } from './node-form.ts'

const told = { label: 'Text', help: 'What is said.' }

describe('the form of a config', () => {
  test('nests as its schema does', () => {
    const [keys, asks] = formFields(menu.config)
    expect(keys).toMatchObject({
      name: 'keys',
      widget: 'list',
      item: { label: 'Choice', widget: 'group', fields: [{ name: 'key', widget: 'choice' }, { name: 'prompt' }] },
    })
    expect(asks).toMatchObject({ widget: 'choice', choices: { once: 'Once' } })
  })

  test('offers the variants of a union, each with its own fields', () => {
    const said = z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('voice'), text: z.string().meta({ ...told, widget: 'prompt' }) }),
      z.strictObject({ by: z.literal('tone') }),
    ])
    const variants = { voice: 'A voice', tone: 'A tone' }
    const [field] = formFields(z.object({ said: said.meta({ ...told, widget: 'variant', choices: variants }) }))
    expect(field).toMatchObject({
      by: 'by',
      variants: [
        { value: 'voice', label: 'A voice', fields: [{ name: 'text' }] },
        { value: 'tone', label: 'A tone', fields: [] },
      ],
    })
    const unlabelled = z.object({ said: said.meta({ ...told, widget: 'variant', choices: { voice: 'A voice' } }) })
    expect(() => formFields(unlabelled)).toThrow('label the variant "tone"')
  })

  test('is made with known widgets only, each for its own kind of value', () => {
    // @ts-expect-error no widget has this name
    z.string().meta({ ...told, widget: 'colour' })
    const slip = z.object({ text: z.string().meta({ ...told, widget: 'seconds' }) })
    expect(() => formFields(slip)).toThrow('the widget of "text" is for number, not for text')
    const numbers = z.object({ ticked: z.array(z.number()).meta({ ...told, widget: 'choices' }) })
    expect(() => formFields(numbers)).toThrow('the widget of "ticked" is for a list of words')
    const within = z.object({
      list: z.array(z.string()).meta({ ...told, widget: 'list' }),
    })
    expect(() => formFields(within)).toThrow('give the field "list" a label, a help text and a widget')
  })
})
