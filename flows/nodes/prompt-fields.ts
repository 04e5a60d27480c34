import { z } from 'zod'

/** A language tag; any that is well formed, since flows of earlier releases have more than forms offer. */
export function languageTag() {
  return z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Choose a language from the list.')
}

/** The voice that speaks. */
export function voice() {
  return z.enum(['woman', 'man'], 'Choose a voice from the list.')
}

export const voiceChoices = { woman: 'A woman’s', man: 'A man’s' } as const

/** How one prompt is spoken, where it is not as all others of the flow. */
export function ownSpeechFields() {
  return {
    language: languageTag().optional().meta({
      label: 'Language',
      help: 'Another language than that of the flow.',
      widget: 'language',
      absent: 'As the flow',
    }),
    voice: voice().optional().meta({
      label: 'Voice',
      help: 'Another voice than that of the flow.',
      widget: 'choice',
      choices: voiceChoices,
      absent: 'As the flow',
    }),
  }
}
