import type { Verb } from '../verb.ts'

interface Alone {
  readonly instruction: { readonly do: 'alone' }
  readonly result: null
  readonly rung: never
  readonly asked: null
}

/** The document asks nobody any more and goes by its ladder. */
export const alone: Verb<Alone> = {
  then: 'alone',
  ladder: 'from-its-node',
  lasts: () => 0,
  sentence: () => null,
  asked: null,
}
