import { z } from 'zod'
import { LONGEST_MESSAGE } from '../../live-call.ts'
import { defineNode } from '../../language/node.ts'
import { ownSpeechFields } from '../prompt-fields.ts'

/** Lets the caller leave a message. */
export const voicemail = defineNode({
  kind: 'voicemail',
  label: 'Voicemail',
  help: 'Asks the caller for a message and records it.',
  icon: 'RecordMail',
  group: 'talk',
  config: z.strictObject({
    greeting: z
      .string()
      .trim()
      .max(2000, 'A greeting can have at most 2,000 characters.')
      .default('')
      .meta({ label: 'Greeting', help: 'Spoken before the tone.', widget: 'prompt' }),
    ...ownSpeechFields(),
    maxSeconds: z
      .number('Enter whole seconds.')
      .int('Enter whole seconds.')
      .min(5, 'Allow at least 5 s for a message.')
      .max(LONGEST_MESSAGE, `A message can last at most ${LONGEST_MESSAGE.toLocaleString('en')} s.`)
      .default(120)
      .meta({ label: 'Longest message', help: 'The recording stops after this time.', widget: 'seconds' }),
    silenceSeconds: z
      .number('Enter whole seconds.')
      .int('Enter whole seconds.')
      .min(1, 'Silence must last at least 1 s.')
      .max(60, 'Silence can last at most 60 s.')
      .default(5)
      .meta({
        label: 'Stop after silence of',
        help: 'The recording stops when the caller says nothing for this time.',
        widget: 'seconds',
      }),
  }),
  exits: [
    { name: 'left-message', words: 'Message left' },
    { name: 'no-message', words: 'No message' },
    { name: 'failed', words: 'Could not be recorded', quick: true },
  ],
  outage: 'left-message',
  summary: ({ greeting, maxSeconds }) => (greeting ? `“${greeting}”` : `Up to ${maxSeconds} s, no greeting`),
  check: ({ greeting }) =>
    greeting
      ? []
      : [
          {
            field: 'greeting',
            severity: 'warning',
            message: 'Without a greeting the caller hears only a tone. Write what they should hear.',
          },
        ],
})
export type Voicemail = typeof voicemail
