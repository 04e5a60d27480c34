import type { KnownNode } from './known-nodes.ts'
import type { ConfigIssue } from './node.ts'
import { pathWords, recordOf, type Path } from './path.ts'
import { usesOf } from './uses.ts'

/** What a flow may name that somebody can take away, or forbid, without touching the flow. */
export interface ThingsThere {
  /** Ids of the opening hours that flows share. */
  readonly schedules: readonly string[]
  /** Names of the secrets that are set. */
  readonly secrets: readonly string[]
  /** Addresses outside that must not be called, as they are dialled, each with why not and what to do. */
  readonly refused: Readonly<Record<string, string>>
}

/** What is said at a node that names something that is not there. */
export const missingWords = {
  schedules: 'The shared hours that were chosen here were deleted. Choose others.',
  secrets: 'A secret that is sent here is not set. Set it under Settings, Webhooks, or name another one.',
} as const

/** What a node names and is not there, or must not be called. */
export function missingThings({ node, definition }: KnownNode, there: ThingsThere): readonly ConfigIssue[] {
  if (!definition.uses) return []
  const uses = usesOf(node)
  const missing = (['schedules', 'secrets'] as const).flatMap((what) =>
    uses[what].filter((one) => !there[what].includes(one)).map((one) => ({ one, message: missingWords[what] })),
  )
  const refused = uses.addresses.flatMap((address) => {
    const message = Object.hasOwn(there.refused, address) ? there.refused[address] : undefined
    return message === undefined ? [] : [{ field: 'to', severity: 'error' as const, message }]
  })
  return [
    ...missing.map(({ one, message }) => ({ field: placeOf(node.config, one), severity: 'error' as const, message })),
    ...refused,
  ]
}

/** Where something is named in settings, as issues say it; empty when it is not there in so many words. */
export function placeOf(config: unknown, name: string): string {
  const path = pathTo(config, name)
  return path === null ? '' : pathWords(path)
}

function pathTo(value: unknown, name: string): Path | null {
  if (typeof value === 'string') return value === name ? [] : null
  const parts: readonly (readonly [PropertyKey, unknown])[] = Array.isArray(value)
    ? value.map((one: unknown, index) => [index, one] as const)
    : Object.entries(recordOf(value))
  for (const [part, inside] of parts) {
    const rest = pathTo(inside, name)
    if (rest !== null) return [part, ...rest]
  }
  return null
}
