import { z } from 'zod'
import { defineNode } from '../../language/node.ts'
import { templateParts } from '../../language/template.ts'
import { placeOn } from '../condition/scale.ts'

/** A name that texts can have in their braces. */
const NAME = /^[A-Za-z][\w-]{0,39}$/

/** Gives values names, under which the whole flow has them from here on. */
export const setValue = defineNode({
  kind: 'set-value',
  label: 'Set values',
  help: 'Keeps texts under names of your own, for everything that comes later in the call. Several nodes may set the same name: the last one counts.',
  icon: 'Variable',
  group: 'act',
  config: z.strictObject({
    values: z
      .array(
        z
          .strictObject({
            name: z
              .string('Give the value a name.')
              .trim()
              .min(1, 'Give the value a name.')
              .max(40, 'A name can have at most 40 characters.')
              .regex(NAME, 'Begin the name with a letter, and use only letters, digits, - and _, as in “department”.')
              .meta({
                label: 'Name',
                help: 'Later texts and conditions have it as “flow.” and this name.',
                widget: 'text',
              }),
            text: z.string().max(500, 'A value can have at most 500 characters.').default('').meta({
              label: 'Becomes',
              help: 'A text, with other values in it or not. Leave it empty to forget what was there.',
              widget: 'template',
            }),
            type: z
              .enum(['words', 'digits'], 'Choose how it is spoken.')
              .default('words')
              .meta({
                label: 'Spoken',
                help: 'How it sounds where a text says it.',
                widget: 'choice',
                choices: { words: 'As words', digits: 'Digit by digit' },
              }),
          })
          .meta({ label: 'Value', help: 'A name and what stands for it.', widget: 'group' }),
        'Add at least one value.',
      )
      .min(1, 'Add at least one value.')
      .max(20, 'A node can set at most 20 values. Add another node for more.')
      .refine(
        (values) => new Set(values.map(({ name }) => name)).size === values.length,
        'Set each name once: of two with the same name only one would count.',
      )
      .meta({
        label: 'Values',
        help: 'All of them are set at once: none sees what another one becomes here.',
        widget: 'list',
      }),
  }),
  exits: [{ name: 'next', words: 'Once set', mustConnect: true, quick: true }],
  outage: 'next',
  example: {
    values: [
      { name: 'topic', text: 'a repair' },
      { name: 'callback', text: '{{caller.number | }}', type: 'digits' },
    ],
  },
  gives: ({ values = [] }) =>
    values.flatMap(({ name = '', text = '', type = 'words' }) =>
      NAME.test(name)
        ? [
            {
              name,
              words: `“${name}”`,
              example: shown(text) || 'nothing',
              type,
              ...(placeOn(text) && { mayBeNumber: true as const }),
              ...(mayBeEmpty(text) && { otherwise: 'nothing' }),
              shared: true as const,
              on: ['next' as const],
            },
          ]
        : [],
    ),
  summary: ({ values }) =>
    values.map(({ name, text }) => `${name} = ${text === '' ? 'nothing' : `“${text}”`}`).join(', '),
})
export type SetValue = typeof setValue

/** Whether nothing may be left of a text once its values are in it. */
function mayBeEmpty(text: string): boolean {
  return !templateParts(text).some((part) =>
    part.kind === 'value' ? part.otherwise : part.kind === 'broken' || part.text.trim() !== '',
  )
}

/** A text as an example: what stands instead of values, without their braces. */
function shown(text: string): string {
  return templateParts(text)
    .map((part) =>
      part.kind === 'text' ? part.text : part.kind === 'value' ? (part.otherwise ?? part.name) : part.written,
    )
    .join('')
    .trim()
}
