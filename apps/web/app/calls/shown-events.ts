import type { KeptEvent } from '#infra/db/call/events-of.ts'

/** An event as the technical list shows it. */
export interface ShownEvent {
  readonly id: number
  readonly at: number
  /** Title of the step it happened in; null outside of all. */
  readonly step: string | null
  readonly kind: string
  /** What else it says, as JSON. */
  readonly rest: string
}

/** A call's events with the names of their steps. */
export function shownEvents(events: readonly KeptEvent[], { withAddresses }: { readonly withAddresses: boolean }): readonly ShownEvent[] {
  const titles = new Map(events.flatMap(({ node, what }) => (what.kind === 'entered' && node !== null ? [[node, what.title] as const] : [])))
  return events.map(({ id, at, node, what }) => {
    const { kind, ...rest } = what
    const shown = Object.fromEntries(Object.entries(rest).filter(([name]) => !UNSEEN.has(name) && (withAddresses || !PRIVATE.has(name))))
    return { id, at, step: node === null ? null : (titles.get(node) ?? node), kind, rest: Object.keys(shown).length === 0 ? '' : JSON.stringify(shown) }
  })
}

/** Colleagues' own numbers and addresses at the carrier are for auditors alone. */
const PRIVATE: ReadonlySet<string> = new Set(['address', 'carrier', 'detail'])

/** Where the carrier keeps a recording is for nobody: it can be heard there, and nobody would note it. */
const UNSEEN: ReadonlySet<string> = new Set(['url'])
