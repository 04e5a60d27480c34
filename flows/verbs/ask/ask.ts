import type { LiveCall, Question, Takes } from '../../live-call.ts'
import { promptWords } from '../../speech/prompt-words.ts'
import type { Verb } from '../verb.ts'
import type { AskResult } from './result.ts'

interface Ask {
  /** `forgetsKeys`: those that were pressed before it were for somebody else, and answer nothing. Absent where they count. */
  readonly instruction: { readonly do: 'ask'; readonly question: Question; readonly forgetsKeys?: true }
  readonly result: AskResult
  readonly rung: never
  readonly asked: LiveCall['ask']
}

/**
 * The caller is asked something, as often as it may be: its document asks again by itself, so that nobody waits for us between
 * two tries. A document that decides alone asks nothing, since whatever is answered, it has one way to go.
 */
export const ask: Verb<Ask> = {
  then: 'next',
  ladder: 'from-its-node',
  // whoever knows the question answers before it is spoken
  lasts: () => 0,
  sentence: ({ question }) => `the caller is asked ${promptWords(question.prompt)}`,
  asked: { atOnce: null, inLadder: () => ({ rungs: [], answer: { kind: 'no-input' } }) },
}

/** What is listened for while a question is asked. Seconds. */
export interface Listening {
  /** How many keys at most, and which of them says that no more will come. */
  readonly mostKeys: number
  readonly ends: string | null
  /** How long the pause after a key is that says so too. */
  readonly keyPause: number
  /** How long somebody may speak, and how long the pause is with which they are done; null: no words are listened for. */
  readonly speech: { readonly most: number; readonly pause: number } | null
}

/** What a question listens for. */
export function listeningFor(takes: Takes): Listening {
  switch (takes.kind) {
    case 'choice':
      return {
        mostKeys: 1,
        ends: null,
        keyPause: KEY_PAUSE,
        speech: takes.choices.some(({ words }) => words.length > 0) ? { most: 15, pause: 1 } : null,
      }
    case 'digits':
      return { mostKeys: takes.most, ends: takes.ends, keyPause: KEY_PAUSE, speech: null }
    case 'words':
      return { mostKeys: 1, ends: null, keyPause: KEY_PAUSE, speech: { most: 60, pause: 2 } }
  }
}

const KEY_PAUSE = 5
