import { z } from 'zod'
import { languageWords } from '../../language-words.ts'
import { defineNode } from '../../node.ts'
import { isTimeZone, NO_SUCH_ZONE, timeZoneWords } from '../../time-zone.ts'

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
      .meta({ label: 'Language', help: 'The language in which callers are spoken to.', widget: 'language' }),
    timeZone: z.string().refine(isTimeZone, NO_SUCH_ZONE).optional().meta({ label: 'Time zone', help: 'The zone for times in this flow; the organisation’s own when left open.', widget: 'time-zone' }),
  }),
  exits: ['next'],
  exitWords: { next: 'Call comes in' },
  mustConnect: ['next'],
  quick: ['next'],
  outage: 'next',
  summary: ({ language, timeZone }) => (timeZone ? `${languageWords(language)}, ${timeZoneWords(timeZone)}` : languageWords(language)),
})
export type IncomingCall = typeof incomingCall
