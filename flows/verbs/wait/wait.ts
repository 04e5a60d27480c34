import type { Prompt } from '../../live-call.ts'
import { speechTime } from '../say/say.ts'
import type { Verb } from '../verb.ts'

interface Wait {
  /**
   * The caller is told that it takes a moment, and then hears little for at most this long; then the document asks. Milliseconds.
   */
  readonly instruction: { readonly do: 'wait'; readonly prompt: Prompt; readonly for: number }
  readonly result: null
  readonly rung: never
  /** Nodes ask for what is waited for: `fetch` and `text`. */
  readonly asked: null
}

/** The caller waits while the call does something that no phone has a part in, and that takes longer than nobody would notice. */
export const wait: Verb<Wait> = {
  then: 'stays',
  ladder: 'from-its-node',
  lasts: ({ prompt, for: time }) => speechTime(prompt) + time,
  sentence: () => null,
  asked: null,
}
