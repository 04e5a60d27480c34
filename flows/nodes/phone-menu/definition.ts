import { z } from 'zod'
import { defineNode, type ConfigIssue } from '../../language/node.ts'
import { phoneKeys, type PhoneKey } from '../../verbs/ask/keys.ts'
import { listedWords, plainWords } from '../../verbs/ask/reply.ts'
import { askingFields, questionText } from '../question-fields.ts'
import { hasWords, namesKey } from './key-words.ts'

const key = z
  .strictObject({
    key: z.enum(phoneKeys, 'Choose a key.').meta({
      label: 'Key',
      help: 'What the caller presses.',
      widget: 'choice',
      choices: Object.fromEntries(phoneKeys.map((each) => [each, each])),
    }),
    name: z
      .string('Give the key a name.')
      .trim()
      .min(1, 'Give the key a name.')
      .max(40, 'A name can have at most 40 characters.')
      .meta({ label: 'Name', help: 'What the key is for, as in “Sales”. It stands at the exit.', widget: 'text' }),
    words: z
      .string()
      .trim()
      .max(100, 'Write at most 100 characters.')
      .refine((list) => listedWords(list).every((words) => plainWords(words) !== ''), 'Write words that can be said.')
      .default('')
      .meta({
        label: 'Or says',
        help: 'Words that count as the key, separated by commas, as in “sales, new bike”. Left empty: only the key.',
        widget: 'text',
      }),
  })
  .meta({ label: 'Choice', help: 'A key, and what it is for.', widget: 'group' })

/** Lets the caller choose by a key, or by words that stand for it. */
export const phoneMenu = defineNode({
  kind: 'phone-menu',
  label: 'Phone menu',
  help: 'Reads out what the caller can choose from, and goes on by the key that is pressed or said.',
  icon: 'Dialpad',
  group: 'talk',
  callerDecides: true,
  config: z.strictObject({
    text: questionText('Read out to the caller, as in “For sales press 1, for repairs press 2.”'),
    keys: z
      .array(key, 'Offer at least one key.')
      .min(1, 'Offer at least one key.')
      .max(phoneKeys.length, `A telephone has ${phoneKeys.length} keys.`)
      .superRefine((keys, context) => {
        keys.forEach((one, at) => {
          const first = keys.findIndex((other) => other.key === one.key)
          const message = `Key ${one.key} is “${keys[first]?.name ?? ''}” already. Choose another.`
          if (first < at) context.addIssue({ code: 'custom', path: [at, 'key'], message })
        })
      })
      .meta({ label: 'Choices', help: 'Each has an exit of its own.', widget: 'list' }),
    ...askingFields(),
  }),
  exits: ({ keys = [] }) => [
    ...keys.flatMap(({ key: each, name }) =>
      each
        ? [{ name: `key-${each}` as const, words: name ? `${each}: ${name}` : `Key ${each}`, mustConnect: true }]
        : [],
    ),
    { name: 'invalid', words: 'No valid choice', mustConnect: true },
    // nobody need be there for it: a menu that leads back to itself would ask for ever
    { name: 'no-input', words: 'No answer', mustConnect: true, quick: true },
  ],
  outage: 'no-input',
  gives: [
    { name: 'key', words: 'Key pressed', example: '1', type: 'words', mayBeNumber: true, on: phoneKeys.map(exitOfKey) },
    { name: 'choice', words: 'Choice', example: 'Sales', type: 'words', on: phoneKeys.map(exitOfKey) },
  ],
  summary: ({ keys }) => keys.map(({ key: each, name }) => `${each} ${name}`).join(', '),
  check: ({ text, keys }) => [
    ...keys.flatMap(({ key: each, words }, at): ConfigIssue[] =>
      namesKey(text, each) || hasWords(text, listedWords(words))
        ? []
        : [
            {
              field: `keys[${at}].key`,
              severity: 'warning',
              message: `The text never says “${each}”. Tell callers what to press.`,
            },
          ],
    ),
    ...keys.flatMap((one, at) => {
      const earlier = keys.slice(0, at).find((other) => sharedWords(one.words, other.words) !== undefined)
      const shared = earlier && sharedWords(one.words, earlier.words)
      return shared === undefined
        ? []
        : [
            {
              field: `keys[${at}].words`,
              severity: 'error' as const,
              message: `“${shared}” counts as key ${earlier?.key} already. Take it out of one of them.`,
            },
          ]
    }),
  ],
})
export type PhoneMenu = typeof phoneMenu

/** The exit of a key. */
export function exitOfKey<Key extends PhoneKey>(each: Key): `key-${Key}` {
  return `key-${each}`
}

function sharedWords(some: string, others: string): string | undefined {
  const plain = new Set(listedWords(others).map(plainWords))
  return listedWords(some).find((words) => plain.has(plainWords(words)))
}
