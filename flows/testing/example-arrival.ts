import type { Arrival } from '../call/arrival.ts'
import { compile } from '../language/compile.ts'
import type { CallFacts } from '../call/facts.ts'
import { decidedAtArrival, type KnownAtArrival } from '../language/decide.ts'
import { readFlow } from '../language/flow.ts'
import { factsWith } from '../nodes/scripted-call.ts'

/**
 * A call that comes in on a number with one of the example flows, as it is frozen. What nodes decide is decided for when it
 * comes in, `given.arrivedAt`, unless it is given.
 */
export function exampleArrival(example: unknown, given: Partial<CallFacts> = {}, known: KnownAtArrival = {}): Arrival {
  const people = { ...factsWith(), ...given }
  const read = readFlow(example)
  if (!read.ok) throw new Error('the example does not read')
  const compiled = compile(read.flow, { people })
  if (!compiled.ok) throw new Error('the example does not compile')
  const facts = { ...decidedAtArrival(compiled.plan, people, known), ...given }
  return { organisation: 'o1', number: 'n1', flow: 'f1', version: 1, plan: compiled.plan, facts, first: [] }
}
