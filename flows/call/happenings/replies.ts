import { isolated } from '../../story/isolated.ts'
import { other } from '../../story/telling.ts'
import type { Entry } from './entry.ts'
import { count, oneOf, only, optional, text, type What } from './shape.ts'

const ofReplied = {
  step: count,
  what: oneOf('choice', 'digits', 'words', 'secret', 'invalid', 'no-input'),
  by: optional(oneOf('keys', 'voice')),
  answer: optional(text),
  name: optional(text),
  said: optional(text),
}

/**
 * What a question came to. `answer`: the key of a choice, digits or words; absent where it is secret or there is none. `name`: of
 * a choice, what people call it; `said`: the words by which it was made, where it was not made by its key.
 */
export type Replied = What<'replied', typeof ofReplied>
export const replied: Entry<Replied> = {
  kind: 'replied',
  fields: ofReplied,
  apart: ({ step }) => [step],
  shows: 'page',
  people: only(ofReplied, 'step', 'what', 'by', 'answer', 'name', 'said'),
  tell: (what) => other(inWords(what)),
}

function inWords({ what, answer = '', name = '', said }: Replied): string {
  switch (what) {
    case 'choice':
      return said === undefined
        ? `the caller presses ${answer}: “${isolated(name)}”`
        : `the caller says “${isolated(said)}”: “${isolated(name)}”`
    case 'digits':
      return `the caller enters ${answer}`
    case 'words':
      return `the caller says “${isolated(answer)}”`
    case 'secret':
      return 'the caller enters a number that is kept secret'
    case 'invalid':
      return 'the caller gives no valid answer'
    case 'no-input':
      return 'the caller does not answer'
  }
}
