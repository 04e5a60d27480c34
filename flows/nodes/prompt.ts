import type { CallFacts } from '../call/facts.ts'
import type { SpokenPrompt } from '../live-call.ts'
import { speechFrom, type SpeechChoice } from '../speech/speech.ts'

/** A text as this call is spoken to, unless the node says another language or voice. */
export function promptOf({ speech }: Pick<CallFacts, 'speech'>, say: string, own: SpeechChoice): SpokenPrompt {
  const spoken = speechFrom(own, speech)
  return { say, ...(spoken && { speech: spoken }) }
}
