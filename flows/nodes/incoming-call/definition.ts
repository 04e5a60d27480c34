import { z } from 'zod'
import { languageWords } from '../../language/language-words.ts'
import { defineNode } from '../../language/node.ts'
import { languageTag, voice, voiceChoices } from '../prompt-fields.ts'
import { COMMON_LANGUAGE } from '../../speech/speech.ts'
import { isTimeZone, NO_SUCH_ZONE, timeZoneWords } from '../../language/time-zone.ts'

/** Where every call begins. */
export const incomingCall = defineNode({
  kind: 'incoming-call',
  label: 'Incoming call',
  help: 'Where every call begins. A flow has exactly one.',
  icon: 'PhoneIncoming',
  group: 'start',
  config: z.strictObject({
    language: languageTag().default(COMMON_LANGUAGE).meta({
      label: 'Language',
      help: 'The language that callers hear. Ringdown’s own sentences, such as “Goodbye”, are spoken in it too.',
      widget: 'language',
    }),
    voice: voice().optional().meta({
      label: 'Voice',
      help: 'The voice that callers hear.',
      widget: 'choice',
      choices: voiceChoices,
      absent: 'The usual one',
    }),
    timeZone: z.string().refine(isTimeZone, NO_SUCH_ZONE).optional().meta({
      label: 'Time zone',
      help: 'Callers hear the day and the time of their call in it, where a text says them. Leave it empty to use the organisation’s.',
      widget: 'time-zone',
      absent: 'The organisation’s own',
    }),
  }),
  exits: [{ name: 'next', words: 'Call comes in', mustConnect: true, quick: true }],
  outage: 'next',
  summary: ({ language, timeZone }) =>
    timeZone ? `${languageWords(language)}, ${timeZoneWords(timeZone)}` : languageWords(language),
})
export type IncomingCall = typeof incomingCall
