/** How a text is spoken: absent wherever it is what the carrier does by itself, which is English as of the United States. */
export interface Speech {
  /** A language tag, as in `de-DE`. */
  readonly language: string
  readonly voice?: Voice
}

export type Voice = 'woman' | 'man'

/** What is spoken where nobody says anything else. */
export const COMMON_LANGUAGE = 'en-US'

/** The languages that forms offer: those in which our own sentences are there too (`sentences.ts`), and for which there is a voice. */
export const offeredLanguages = ['en-US', 'en-GB', 'en-AU', 'de-DE', 'es-ES', 'es-MX', 'fr-FR', 'fr-CA'] as const

/** What people have said about a way to speak; nothing where they left it open. */
export interface SpeechChoice {
  readonly language?: string | undefined
  readonly voice?: Voice | undefined
}

/** The way to speak that is chosen, part by part, before what holds anyway. */
export function speechFrom(chosen: SpeechChoice, otherwise: SpeechChoice = {}): Speech | undefined {
  const language = chosen.language ?? otherwise.language ?? COMMON_LANGUAGE
  const voice = chosen.voice ?? otherwise.voice
  if (voice !== undefined) return { language, voice }
  return language === COMMON_LANGUAGE ? undefined : { language }
}

/** Of a language tag, the language without its country: `de` for `de-AT`. */
export function languageOf(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? ''
}
