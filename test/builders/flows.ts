import { readFileSync } from 'node:fs'
import { exitsOf } from '#flows/language/exits.ts'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import { definitions, type NodeKind } from '#flows/nodes/definitions.ts'

/** The three lines of the demo organisation, as their users see them. */
export const sales = example('sales')
export const support = example('support')
export const quick = example('quick')

/** A node to draw: its kind, and the part of its config that is not the default. */
export type Drawn = readonly [kind: NodeKind, config?: Record<string, unknown>]

/**
 * Draws a flow that goes from node to node in this order, by every exit but `answered`. The
 * incoming call stands before it by itself, and a goodbye behind a last node that needs one.
 */
export function drawn(name: string, ...nodes: readonly Drawn[]): Flow {
  const [last, settings = {}] = nodes.at(-1) ?? ['incoming-call']
  const needsMore = exitsOf({ kind: last, config: settings }).some(({ mustConnect }) => mustConnect)
  const goodbye: readonly Drawn[] = needsMore ? [['hang-up']] : []
  const all: readonly Drawn[] = [['incoming-call'], ...nodes, ...goodbye]
  const flow: Flow = {
    format: 1,
    name,
    nodes: all.map(([kind, config = {}], index) => ({
      id: `n${index}`,
      kind,
      title: `${definitions[kind].label} ${index}`,
      config,
      position: { x: index, y: 0 },
    })),
    edges: all.slice(0, -1).flatMap(([kind, config = {}], index) =>
      exitsOf({ kind, config })
        .filter(({ name }) => name !== 'answered')
        .map(({ name }) => ({ from: `n${index}`, exit: name, to: `n${index + 1}` })),
    ),
  }
  return flow
}

/**
 * Draws a flow whose nodes go where one says: ways as `menu.key-1` → the node behind that exit. The incoming call stands before
 * the first of them by itself; what must lead somewhere and is not said to, ends the call.
 */
export function branching(
  name: string,
  nodes: Readonly<Record<string, Drawn>>,
  ways: Readonly<Record<string, string>>,
): Flow {
  const [first = 'end'] = Object.keys(nodes)
  const all: readonly (readonly [string, Drawn])[] = [
    ['in', ['incoming-call']],
    ...Object.entries(nodes),
    ['end', ['hang-up']],
  ]
  const said: Readonly<Record<string, string>> = { 'in.next': first, ...ways }
  return {
    format: 1,
    name,
    nodes: all.map(([id, [kind, config = {}]], index) => ({
      id,
      kind,
      title: id,
      config,
      position: { x: index, y: 0 },
    })),
    edges: all.flatMap(([from, [kind, config = {}]]) =>
      exitsOf({ kind, config }).flatMap(({ name: exit, mustConnect }) => {
        const to = said[`${from}.${exit}`] ?? (mustConnect ? 'end' : undefined)
        return to === undefined ? [] : [{ from, exit, to }]
      }),
    ),
  }
}

function example(name: string): Flow {
  const read = readFlow(readFileSync(new URL(`../../flows/examples/${name}.json`, import.meta.url), 'utf8'))
  if (!read.ok)
    throw new Error(
      `flows/examples/${name}.json is no flow: ${read.problems.map((problem) => problem.message).join(' ')}`,
    )
  return read.flow
}
