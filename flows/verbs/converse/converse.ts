import type { LiveCall } from '../../live-call.ts'
import { speechTime } from '../say/say.ts'
import type { Verb } from '../verb.ts'
import type { Assistant } from './assistant.ts'
import type { ConverseResult } from './result.ts'

interface Converse {
  readonly instruction: {
    readonly do: 'converse'
    readonly assistant: Assistant
    /** It has talked with the caller before, and takes them back as nobody has answered. */
    readonly back: boolean
  }
  readonly result: ConverseResult
  readonly rung: never
  readonly asked: LiveCall['converse']
}

/** An assistant talks with the caller. */
export const converse: Verb<Converse> = {
  then: 'next',
  ladder: 'from-its-node',
  lasts: (instruction) => speechTime({ say: firstWords(instruction) }),
  sentence: ({ back }) =>
    back ? 'nobody has answered, and the assistant takes the caller back' : 'the assistant talks with the caller',
  asked: {
    atOnce: null,
    // nobody can ask a document that decides alone to think: whoever would have talked to the assistant gets a person
    inLadder: () => ({ rungs: [], answer: { kind: 'wants-person', reason: '', values: {} } }),
  },
}

/** What the assistant says before the caller has said anything. */
export function firstWords({ assistant, back }: Pick<Converse['instruction'], 'assistant' | 'back'>): string {
  return back && assistant.greetingOfReturn !== '' ? assistant.greetingOfReturn : assistant.greeting
}
