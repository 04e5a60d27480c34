import type { CallEvent } from '../call/happenings/happening.ts'
import type { Plan } from '../language/plan.ts'

/** A node to which a call came, and by which of its exits it may have left: several where they lead to the same place, none while it stayed. */
export interface Visit {
  readonly node: string
  readonly title: string
  readonly exits: readonly string[]
}

/** The way that a call took through its plan, as its events tell it. */
export function wayTaken(plan: Plan, events: readonly CallEvent[]): readonly Visit[] {
  const entered = events.flatMap(({ what }) => (what.kind === 'entered' ? [what] : []))
  return entered.map(({ node, title }, at) => {
    const next = entered[at + 1]?.node ?? null
    const exits = Object.entries(plan.steps[node]?.exits ?? {})
    return { node, title, exits: exits.flatMap(([exit, to]) => (to === next ? [exit] : [])) }
  })
}

/** The same in one line: `in.next, chain.exhausted or nobody, voicemail`. */
export function wayWords(way: readonly Visit[]): string {
  return way.map(({ node, exits }) => (exits.length === 0 ? node : `${node}.${exits.join(' or ')}`)).join(', ')
}
