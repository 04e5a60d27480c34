import { languageOf, type Speech } from '#flows/speech/speech.ts'
import type { SayParams } from './swml.ts'

/** How the carrier is told to speak; nothing where it is to speak as it does by itself. */
export function voiceOf(speech: Speech | undefined): SayParams {
  if (speech === undefined) return {}
  const voices = voicesFor(speech.language)
  // a language for which no voice is known is the carrier's own affair
  if (!voices) return { say_language: speech.language }
  const { name, language } = voices[speech.voice ?? 'woman']
  return { say_language: language, say_voice: `Polly.${name}` }
}

interface CarrierVoice {
  /** As Amazon Polly calls it. */
  readonly name: string
  /** The tag of what it speaks. */
  readonly language: string
}

type Voices = Readonly<Record<NonNullable<Speech['voice']>, CarrierVoice>>

/** A language whose country has no voice of its own is spoken by the first voice of the language. */
function voicesFor(tag: string): Voices | undefined {
  const own = Object.hasOwn(voices, tag)
    ? tag
    : Object.keys(voices).find((other) => languageOf(other) === languageOf(tag))
  return own === undefined ? undefined : voices[own]
}

function spokenBy(language: string, woman: string, man: string): Voices {
  return { woman: { name: woman, language }, man: { name: man, language } }
}

/** What forms offer, then what flows of earlier releases may have chosen. Where a language has one voice, it is both. */
const voices: Readonly<Record<string, Voices>> = {
  'en-US': spokenBy('en-US', 'Salli', 'Matthew'),
  'en-GB': spokenBy('en-GB', 'Amy', 'Brian'),
  'en-AU': spokenBy('en-AU', 'Nicole', 'Russell'),
  'de-DE': spokenBy('de-DE', 'Vicki', 'Hans'),
  'es-ES': spokenBy('es-ES', 'Lucia', 'Enrique'),
  'es-MX': { woman: { name: 'Mia', language: 'es-MX' }, man: { name: 'Miguel', language: 'es-US' } },
  'fr-FR': spokenBy('fr-FR', 'Lea', 'Mathieu'),
  'fr-CA': { woman: { name: 'Chantal', language: 'fr-CA' }, man: { name: 'Mathieu', language: 'fr-FR' } },
  'it-IT': spokenBy('it-IT', 'Bianca', 'Giorgio'),
  'nl-NL': spokenBy('nl-NL', 'Lotte', 'Ruben'),
  'pl-PL': spokenBy('pl-PL', 'Ewa', 'Jacek'),
  'pt-BR': spokenBy('pt-BR', 'Camila', 'Ricardo'),
  'pt-PT': spokenBy('pt-PT', 'Ines', 'Cristiano'),
  'sv-SE': spokenBy('sv-SE', 'Astrid', 'Astrid'),
  'da-DK': spokenBy('da-DK', 'Naja', 'Mads'),
  'nb-NO': spokenBy('nb-NO', 'Liv', 'Liv'),
  'tr-TR': spokenBy('tr-TR', 'Filiz', 'Filiz'),
  'ja-JP': spokenBy('ja-JP', 'Mizuki', 'Takumi'),
  'ko-KR': spokenBy('ko-KR', 'Seoyeon', 'Seoyeon'),
  'cmn-CN': spokenBy('cmn-CN', 'Zhiyu', 'Zhiyu'),
}
