import type { LiveCall, Prompt } from '../../live-call.ts'
import { isolated } from '../../story/isolated.ts'
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
  sentence: ({ prompt }) => `the caller hears “${isolated(prompt.say)}”`,
  asked: {
    atOnce: (prompt) => ({ do: 'say', prompt }),
    inLadder: (prompt) => ({ rungs: [{ do: 'say', prompt }], answer: undefined }),
  },
}

/** How long a spoken sentence lasts: 15 characters a second, a second at least. Milliseconds. */
export function speechTime(prompt: Prompt): number {
  return Math.max(1, Math.ceil(prompt.say.length / 15)) * 1000
}
