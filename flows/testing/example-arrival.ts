import type { Arrival } from '../call/arrival.ts'
import { compile } from '../language/compile.ts'
import type { CallFacts } from '../call/facts.ts'
import { readFlow } from '../language/flow.ts'
import { factsWith } from '../nodes/scripted-call.ts'

/** A call that comes in on a number with one of the example flows, as it is frozen. */
export function exampleArrival(example: unknown, given: Partial<CallFacts> = {}): Arrival {
  const facts = { ...factsWith(), ...given }
  const read = readFlow(example)
  if (!read.ok) throw new Error('the example does not read')
  const compiled = compile(read.flow, { people: facts })
  if (!compiled.ok) throw new Error('the example does not compile')
  return { organisation: 'o1', number: 'n1', flow: 'f1', version: 1, plan: compiled.plan, facts, first: [] }
}
