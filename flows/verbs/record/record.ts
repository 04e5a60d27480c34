import type { LiveCall, Prompt, RecordLimits } from '../../live-call.ts'
import { promptWords } from '../../speech/prompt-words.ts'
import { speechTime } from '../say/say.ts'
import type { Verb } from '../verb.ts'
import type { RecordResult } from './result.ts'

interface Record {
  readonly instruction: { readonly do: 'record'; readonly greeting: Prompt | null; readonly limits: RecordLimits }
  readonly result: RecordResult
  readonly rung: Record['instruction']
  readonly asked: LiveCall['record']
}

/** The caller is asked for a message. Afterwards nobody is rung, and nobody asks for another one. */
export const record: Verb<Record> = {
  then: 'next',
  ladder: 'farewell',
  lasts: ({ greeting }) => (greeting ? speechTime(greeting) : 0),
  sentence: ({ greeting }) =>
    greeting ? `the caller is asked for a message: ${promptWords(greeting)}` : 'the caller may leave a message',
  asked: {
    atOnce: null,
    inLadder: (greeting, limits) => ({
      rungs: [{ do: 'record', greeting, limits }],
      // the recording's address and length are known to the carrier alone, and no node asks for them
      answer: { kind: 'left', url: '', seconds: 0 },
    }),
  },
}

/** The key by which a caller ends their message. */
export const ENDS_MESSAGE = '#'

/** How long the caller has for the first word: a moment after the beep, though the silence that ends a message be shorter. Seconds. */
export function firstWordWithin({ silenceSeconds }: RecordLimits): number {
  return Math.max(5, silenceSeconds)
}
