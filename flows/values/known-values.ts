import type { CallFacts } from '../call/facts.ts'
import type { PlanNode } from '../language/plan.ts'
import { shortLine } from '../story/one-line.ts'
import { callValues } from './call-values.ts'
import { nameInFlow, type Value } from './value.ts'

/** A value in a text is no longer than this, whoever it comes from. Characters. */
const LONGEST_VALUE = 100

/** The values that a call knows at some point of its way: those it came with, and those that nodes gave it since. Never changed, only added to. */
export class KnownValues {
  readonly #facts: CallFacts
  readonly #given: ReadonlyMap<string, string>

  constructor(facts: CallFacts, given: ReadonlyMap<string, string> = new Map()) {
    this.#facts = facts
    this.#given = given
  }

  /**
   * The same and what a node gives. A node that is visited again gives it again. What the plan calls secret is not kept: there
   * is nothing yet that could use it without saying it.
   */
  with({ id, gives = {} }: Pick<PlanNode, 'id' | 'gives'>, given: Readonly<Record<string, string>>): KnownValues {
    const spoken = Object.entries(given).flatMap(([name, text]) => {
      const type = Object.hasOwn(gives, name) ? gives[name] : undefined
      return type ? [[nameInFlow(id, name), inSpeech(text, type)] as const] : []
    })
    return spoken.length === 0 ? this : new KnownValues(this.#facts, new Map([...this.#given, ...spoken]))
  }

  /** A value as it is spoken, in one line; undefined where the call does not know it. */
  spoken(name: string): string | undefined {
    if (!Object.hasOwn(callValues, name)) return this.#given.get(name)
    const own = callValues[name]
    const text = own?.of(this.#facts)
    return own && text ? inSpeech(text, own.type) : undefined
  }
}

function inSpeech(text: string, type: Value['type']): string {
  const line = shortLine(text, LONGEST_VALUE)
  return type === 'digits' ? [...line.replaceAll(/\D/g, '')].join(' ') : line
}
