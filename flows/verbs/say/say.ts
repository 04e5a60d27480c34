import type { LiveCall, Prompt } from '../../live-call.ts'
import { promptWords } from '../../speech/prompt-words.ts'
import type { Verb } from '../verb.ts'

interface Say {
  readonly instruction: { readonly do: 'say'; readonly prompt: Prompt }
  readonly result: null
  readonly rung: Say['instruction']
  readonly asked: LiveCall['say']
}

/** The caller hears a prompt. */
export const say: Verb<Say> = {
  then: 'next',
  ladder: 'from-its-node',
  lasts: ({ prompt }) => speechTime(prompt),
  sentence: ({ prompt }) => `the caller hears ${promptWords(prompt)}`,
  asked: {
    atOnce: (prompt) => ({ do: 'say', prompt }),
    inLadder: (prompt) => ({ rungs: [{ do: 'say', prompt }], answer: undefined }),
  },
}

/** How long a prompt lasts: of a spoken sentence 15 characters a second, and a second at least. Milliseconds. */
export function speechTime(prompt: Prompt): number {
  return ('say' in prompt ? Math.max(1, Math.ceil(prompt.say.length / 15)) : prompt.seconds) * 1000
}
