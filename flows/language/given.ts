import { nameInFlow, sharedName, type GivenValue } from '../values/value.ts'
import { definitionOf, type FlowNode } from './flow.ts'
import type { AnyDefinition } from './node.ts'
import { unfinished } from './unfinished.ts'

/** A value that a node gives, with its name in the whole flow. */
export interface NodeValue extends GivenValue {
  readonly inFlow: string
}

/** What a node gives calls that go on from it. Of unfinished settings, what can be told from what is there. */
export function givenBy({ id, kind, config }: Pick<FlowNode, 'id' | 'kind' | 'config'>): readonly NodeValue[] {
  const gives = definitionOf(kind)?.gives ?? []
  const values = typeof gives === 'function' ? decided(kind, gives, config) : gives
  return values.map((value) => ({
    ...value,
    inFlow: value.shared ? sharedName(value.name) : nameInFlow(id, value.name),
  }))
}

type Deciding = Extract<AnyDefinition['gives'], (...all: never[]) => unknown>

/** Settings are never changed but replaced, so what was found of them stays true. */
const known = new WeakMap<FlowNode['config'], { readonly kind: string; readonly values: readonly GivenValue[] }>()

function decided(kind: string, gives: Deciding, config: FlowNode['config']): readonly GivenValue[] {
  const before = known.get(config)
  if (before?.kind === kind) return before.values
  const definition = definitionOf(kind)
  const values = definition ? gives(unfinished(definition.config, config)) : []
  known.set(config, { kind, values })
  return values
}
