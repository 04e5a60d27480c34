import { z } from 'zod'
import { languageWords } from '../../language/language-words.ts'
import { defineNode } from '../../language/node.ts'
import { isTimeZone, NO_SUCH_ZONE, timeZoneWords } from '../../language/time-zone.ts'

/** Where every call begins. */
export const incomingCall = defineNode({
  kind: 'incoming-call',
  label: 'Incoming call',
  help: 'Where every call begins. A flow has exactly one.',
  icon: 'PhoneIncoming',
  group: 'start',
  config: z.strictObject({
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Choose a language from the list.')
      .default('en-US')
      .meta({ label: 'Language', help: 'The language that callers hear.', widget: 'language' }),
    timeZone: z.string().refine(isTimeZone, NO_SUCH_ZONE).optional().meta({
      label: 'Time zone',
      help: 'The time zone of this flow. Leave it empty to use the organisation’s.',
      widget: 'time-zone',
    }),
  }),
  exits: [{ name: 'next', words: 'Call comes in', mustConnect: true, quick: true }],
  outage: 'next',
  summary: ({ language, timeZone }) =>
    timeZone ? `${languageWords(language)}, ${timeZoneWords(timeZone)}` : languageWords(language),
})
export type IncomingCall = typeof incomingCall
