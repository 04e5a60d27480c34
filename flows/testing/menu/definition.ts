import { z } from 'zod'
import { defineNode } from '../../language/node.ts'

const keys = ['1', '2', '3'] as const

/** A kind whose settings decide its exits: one for each key that callers may press. No flow outside tests has it. */
export const menu = defineNode({
  kind: 'menu',
  label: 'Menu',
  help: 'Lets the caller choose by a key.',
  icon: 'Volume',
  group: 'talk',
  config: z.strictObject({
    keys: z
      .array(
        z
          .strictObject({
            key: z.enum(keys, 'Choose a key.').meta({
              label: 'Key',
              help: 'What the caller presses.',
              widget: 'choice',
              choices: { 1: '1', 2: '2', 3: '3' },
            }),
            prompt: z
              .string()
              .min(1, 'Write what the key is for.')
              .meta({ label: 'Says', help: 'What the key is for.', widget: 'prompt' }),
          })
          .meta({ label: 'Choice', help: 'A key and what it is for.', widget: 'group' }),
      )
      .min(1, 'Offer at least one key.')
      .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'Offer each key once.')
      .default([])
      .meta({ label: 'Keys', help: 'In the order in which they are read out.', widget: 'list' }),
    asks: z
      .enum(['once', 'again'])
      .default('again')
      .meta({
        label: 'Asks',
        help: 'How often the menu is read out.',
        widget: 'choice',
        choices: { once: 'Once', again: 'Again when nothing was pressed' },
      }),
  }),
  exits: ({ keys: offered = [], asks }) => [
    ...offered.flatMap(({ key }) =>
      key ? [{ name: `key-${key}` as const, words: `Key ${key}`, mustConnect: true }] : [],
    ),
    { name: 'no-input', words: 'No key', mustConnect: true, quick: asks === 'once' },
  ],
  outage: 'no-input',
  gives: [
    { name: 'key', words: 'Key pressed', example: '1', type: 'digits', on: ['key-1', 'key-2', 'key-3'] },
    {
      name: 'hint',
      words: 'What was said',
      example: 'Sales',
      type: 'words',
      otherwise: 'it',
      on: ['key-1', 'key-2', 'key-3', 'no-input'],
    },
    { name: 'pin', words: 'PIN', example: '4711', type: 'digits', secret: true, on: ['key-1', 'key-2', 'key-3'] },
  ],
  summary: ({ keys: offered }) => `Keys ${offered.map(({ key }) => key).join(', ')}`,
})
export type Menu = typeof menu
