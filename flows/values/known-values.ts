import type { CallFacts } from '../call/facts.ts'
import type { PlanNode } from '../language/plan.ts'
import { shortLine } from '../story/one-line.ts'
import { callValues } from './call-values.ts'
import { nameInFlow, type Value } from './value.ts'

/** A value that is spoken is no longer than this, whoever it comes from. Characters. */
const LONGEST_SPOKEN = 100

/** No value is longer than this. Characters. */
const LONGEST_KEPT = 500

interface Kept {
  /** In one line. */
  readonly text: string
  readonly type: Value['type'] | 'secret'
}

/** The values that a call knows at some point of its way: those it came with, and those that nodes gave it since. Never changed, only added to. */
export class KnownValues {
  readonly #facts: CallFacts
  readonly #given: ReadonlyMap<string, Kept>

  constructor(facts: CallFacts, given: ReadonlyMap<string, Kept> = new Map()) {
    this.#facts = facts
    this.#given = given
  }

  /** The same and what a node gives. A node that is visited again gives it again. */
  with(
    { id, gives = {}, as = {} }: Pick<PlanNode, 'id' | 'gives' | 'as'>,
    given: Readonly<Record<string, string>>,
  ): KnownValues {
    const kept = Object.entries(given).flatMap(([name, text]) => {
      const type = Object.hasOwn(gives, name) ? gives[name] : undefined
      const inFlow = Object.hasOwn(as, name) ? as[name] : undefined
      return type ? [[inFlow ?? nameInFlow(id, name), keptAs(text, type)] as const] : []
    })
    return kept.length === 0 ? this : new KnownValues(this.#facts, new Map([...this.#given, ...kept]))
  }

  /** A value as it is sent to a web service: as written, and a secret one as it was given, sealed. Undefined where the call does not know it. */
  sent(name: string): string | undefined {
    return this.#any(name)?.text
  }

  /** A value as it is spoken, in one line; undefined where the call does not know it. */
  spoken(name: string): string | undefined {
    const known = this.#known(name)
    return known && inSpeech(known)
  }

  /** A value as it is written, in one line, digits in one piece; undefined where the call does not know it. */
  written(name: string): string | undefined {
    return this.#known(name)?.text
  }

  /** A value as it is compared: as written, but the same in every language. Undefined where the call does not know it. */
  compared(name: string): string | undefined {
    const own = Object.hasOwn(callValues, name) ? callValues[name] : undefined
    return own?.compared ? (own.compared(this.#facts) ?? undefined) : this.written(name)
  }

  /** What is known and not secret. */
  #known(name: string): Kept | undefined {
    const known = this.#any(name)
    return known?.type === 'secret' ? undefined : known
  }

  #any(name: string): Kept | undefined {
    const own = Object.hasOwn(callValues, name) ? callValues[name] : undefined
    if (!own) return this.#given.get(name)
    const text = own.of(this.#facts)
    return text ? { text: shortLine(text, LONGEST_KEPT), type: own.type } : undefined
  }
}

/** What is sealed is of no use when it is cut. */
function keptAs(text: string, type: Kept['type']): Kept {
  return { text: type === 'secret' ? text : shortLine(text, LONGEST_KEPT), type }
}

function inSpeech({ text, type }: Kept): string {
  const line = shortLine(text, LONGEST_SPOKEN)
  return type === 'digits' ? [...line.replaceAll(/\D/g, '')].join(' ') : line
}
