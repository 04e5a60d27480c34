import type { PeopleChoice } from '../nodes/chosen-seats.ts'
import { checkShape } from './check-shape.ts'
import type { Exiting } from './exits.ts'
import { definitionOf, type Flow } from './flow.ts'
import { knownNodes } from './known-nodes.ts'
import { recordOf } from './path.ts'
import type { Plan } from './plan.ts'
import { unfinished } from './unfinished.ts'

/** What settings refer to outside of their flow: things by their ids, each once. */
export interface Uses {
  /** Whom they ring. The people who are chosen there by name are among `members`. */
  readonly rings: readonly PeopleChoice[]
  readonly members: readonly string[]
  readonly numbers: readonly string[]
  readonly flows: readonly string[]
  readonly audio: readonly string[]
  readonly agents: readonly string[]
  readonly schedules: readonly string[]
  readonly tags: readonly string[]
  /** Telephones and SIP addresses that are nobody’s of the organisation, as they are dialled. */
  readonly addresses: readonly string[]
  /** By their names. */
  readonly secrets: readonly string[]
}

/** What a node refers to, as its definition says it. Of unfinished settings, what can be told from what is there. */
export function usesOf({ kind, config }: Exiting): Uses {
  const definition = definitionOf(kind)
  return together(definition?.uses ? [definition.uses(unfinished(definition.config, config))] : [])
}

/** What calls may come to use on their way through a drawn flow: nodes that no call can reach are left out. */
export function usesOfFlow(flow: Flow): Uses {
  const { reached } = checkShape(flow, { known: knownNodes(flow), around: { people: null } })
  return together(flow.nodes.filter(({ id }) => reached.has(id)).map(usesOf))
}

/** The same of a published flow, whose plan has only nodes that a call can reach. */
export function usesOfPlan({ steps }: Plan): Uses {
  return together(Object.values(steps).map(({ kind, config }) => usesOf({ kind, config: { ...recordOf(config) } })))
}

function together(all: readonly Partial<Uses>[]): Uses {
  const rings = all.flatMap((uses) => uses.rings ?? [])
  const named = rings.flatMap((choice) => (choice.kind === 'members' ? choice.members : []))
  const every = (what: Exclude<keyof Uses, 'rings'>): readonly string[] => [
    ...new Set([...(what === 'members' ? named : []), ...all.flatMap((uses) => uses[what] ?? [])]),
  ]
  return {
    rings,
    members: every('members'),
    numbers: every('numbers'),
    flows: every('flows'),
    audio: every('audio'),
    agents: every('agents'),
    schedules: every('schedules'),
    tags: every('tags'),
    addresses: every('addresses'),
    secrets: every('secrets'),
  }
}
