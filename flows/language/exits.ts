import { definitionOf, type FlowNode } from './flow.ts'
import type { AnyDefinition, Exit } from './node.ts'
import { unfinished } from './unfinished.ts'

/** What of a node says which exits it has. */
export type Exiting = Pick<FlowNode, 'kind' | 'config'>

/**
 * The ways out of a node, in their order: what everything goes by that compiles, checks, draws or names exits. A node whose
 * kind is unknown here has none; one whose settings are unfinished has those that can be told from what is there.
 */
export function exitsOf({ kind, config }: Exiting): readonly Exit[] {
  const definition = definitionOf(kind)
  if (!definition) return []
  const { exits } = definition
  return typeof exits === 'function' ? drawnExits({ definition, exits }, config) : exits
}

/** The same by their names. */
export function exitNames(node: Exiting): readonly string[] {
  return exitsOf(node).map(({ name }) => name)
}

/** What an exit is called where people read it; for one that the node does not have, its plain name. */
export function exitWords(node: Exiting | undefined, exit: string): string {
  const words = node && exitsOf(node).find(({ name }) => name === exit)?.words
  if (words !== undefined) return words
  const plain = exit.replaceAll('-', ' ')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

/** Whether two nodes have the same exits in the same order, so that their cards are of one size. */
export function haveSameExits(a: Exiting, b: Exiting): boolean {
  if (a.kind === b.kind && a.config === b.config) return true
  const [some, others] = [exitsOf(a), exitsOf(b)]
  return some === others || (some.length === others.length && some.every(({ name }, at) => others[at]?.name === name))
}

type Deciding = Extract<AnyDefinition['exits'], (...all: never[]) => unknown>

/** Settings are never changed but replaced, so what was found of them stays true. */
const known = new WeakMap<Exiting['config'], { readonly definition: AnyDefinition; readonly exits: readonly Exit[] }>()

function drawnExits(
  { definition, exits }: { readonly definition: AnyDefinition; readonly exits: Deciding },
  config: Exiting['config'],
): readonly Exit[] {
  const before = known.get(config)
  if (before?.definition === definition) return before.exits
  const all = exits(unfinished(definition.config, config))
  const found = all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at) // two of one name may be drawn, and are wrong
  known.set(config, { definition, exits: found })
  return found
}
