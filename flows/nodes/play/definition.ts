import { z } from 'zod'
import { defineNode } from '../../node.ts'

/** Speaks a sentence to the caller. */
export const play = defineNode({
  kind: 'play',
  label: 'Play',
  help: 'Speaks a text to the caller, then goes on.',
  icon: 'Volume',
  group: 'talk',
  config: z.strictObject({
    text: z
      .string('Write what the caller should hear.')
      .trim()
      .min(1, 'Write what the caller should hear.')
      .max(2000, 'A text can have at most 2,000 characters.')
      .meta({ label: 'Text', help: 'Spoken to the caller as it is written.', widget: 'prompt' }),
  }),
  exits: ['next'],
  exitWords: { next: 'Once spoken' },
  mustConnect: ['next'],
  quick: ['next'],
  outage: 'next',
  summary: (config) => `“${config.text}”`,
})
export type Play = typeof play
