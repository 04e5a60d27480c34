import { z } from 'zod'
import { defineNode } from '../../language/node.ts'
import { ownSpeechFields } from '../prompt-fields.ts'

/** Speaks a sentence to the caller. */
export const play = defineNode({
  kind: 'play',
  label: 'Play',
  help: 'Reads a text to the caller, then moves on.',
  icon: 'Volume',
  group: 'talk',
  config: z.strictObject({
    text: z
      .string('Write what the caller should hear.')
      .trim()
      .min(1, 'Write what the caller should hear.')
      .max(2000, 'A text can have at most 2,000 characters.')
      .meta({
        label: 'Text',
        help: 'Read to the caller as written, with the values of the call in it.',
        widget: 'prompt',
      }),
    ...ownSpeechFields(),
  }),
  exits: [{ name: 'next', words: 'Once spoken', mustConnect: true, quick: true }],
  outage: 'next',
  summary: (config) => `“${config.text}”`,
})
export type Play = typeof play
