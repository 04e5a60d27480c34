import type { SpokenPrompt } from '../live-call.ts'
import { ownSpeech, sentencesIn, type Sentences } from './sentences.ts'
import type { Speech } from './speech.ts'

/** One of our own sentences, as a call in this language hears it. */
export function ourPrompt(speech: Speech | undefined, sentence: (ours: Sentences) => string): SpokenPrompt {
  const own = ownSpeech(speech)
  return { say: sentence(sentencesIn(speech?.language)), ...(own && { speech: own }) }
}
