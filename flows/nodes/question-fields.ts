import { z } from 'zod'
import { ownSpeechFields } from './prompt-fields.ts'

/** What the caller is asked. */
export function questionText(help: string) {
  return z
    .string('Write what the caller is asked.')
    .trim()
    .min(1, 'Write what the caller is asked.')
    .max(2000, 'A text can have at most 2,000 characters.')
    .meta({ label: 'Text', help, widget: 'prompt' })
}

/** How a question is spoken and asked again: every kind that asks the caller something has these. */
export function askingFields() {
  return {
    ...ownSpeechFields(),
    wait: z
      .number('Enter whole seconds.')
      .int('Enter whole seconds.')
      .min(1, 'Wait for at least 1 s.')
      .max(99, 'Wait for at most 99 s.')
      .default(5)
      .meta({ label: 'Wait for', help: 'How long the caller may think before answering.', widget: 'seconds' }),
    tries: z
      .number('Enter a whole number.')
      .int('Enter a whole number.')
      .min(1, 'Ask at least once.')
      .max(5, 'Ask at most 5 times.')
      .default(3)
      .meta({ label: 'Tries', help: 'How often it is asked, the first time included.', widget: 'count' }),
    invalid: before().meta({
      label: 'After a wrong answer',
      help: 'Said before it is asked again. Left empty: a short apology in the language of the question.',
      widget: 'prompt',
    }),
    silent: before().meta({
      label: 'After no answer',
      help: 'Said before it is asked again. Left empty: the same for somebody who was not heard.',
      widget: 'prompt',
    }),
  }
}

function before() {
  return z.string().trim().max(2000, 'A text can have at most 2,000 characters.').default('')
}
