import type { CallFacts } from '../call/facts.ts'
import type { Question, Takes } from '../live-call.ts'
import { ourPrompt } from '../speech/our-prompt.ts'
import { speechFrom, type SpeechChoice } from '../speech/speech.ts'
import { promptOf } from './prompt.ts'

/** What the settings of a kind that asks say of its question. */
export interface Asking extends SpeechChoice {
  readonly wait: number
  readonly tries: number
  readonly invalid: string
  readonly silent: string
}

/** The question of a node, in the call's language or its own; what its author has left empty, we say in our own words. */
export function questionOf(
  facts: Pick<CallFacts, 'speech'>,
  asking: Asking,
  { text, takes }: { readonly text: string; readonly takes: Takes },
): Question {
  const speech = speechFrom(asking, facts.speech)
  const { wait, tries, invalid, silent } = asking
  return {
    prompt: promptOf(facts, text, asking),
    takes,
    wait,
    tries,
    again: {
      invalid: invalid === '' ? ourPrompt(speech, (ours) => ours.noValidAnswer) : promptOf(facts, invalid, asking),
      silent: silent === '' ? ourPrompt(speech, (ours) => ours.noAnswer) : promptOf(facts, silent, asking),
    },
    ...(speech && { language: speech.language }),
  }
}
