import type { z } from 'zod'

/** Whom a node rings or writes to, as far as a form knows it. */
export type PeopleChoice =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'routing-list' }
  | { readonly kind: 'caller' }
  | { readonly kind: 'members'; readonly members: readonly string[] }

/** The choices that a field's schema offers, in the order in which they are shown. */
export function choicesOf(schema: z.ZodType): readonly PeopleChoice['kind'][] {
  const alls = (['caller', 'everyone', 'routing-list'] as const).filter((kind) => schema.safeParse({ kind }).success)
  return [...alls, 'members']
}

/** What a drawing holds, read leniently: whatever is not a choice is nobody. */
export function readChoice(value: unknown): PeopleChoice {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return { kind: 'members', members: [] }
  const { kind } = value
  if (kind === 'everyone' || kind === 'routing-list' || kind === 'caller') return { kind }
  const members = 'members' in value && Array.isArray(value.members) ? value.members : []
  return { kind: 'members', members: members.filter((member): member is string => typeof member === 'string') }
}

/** A list with one entry a place up (-1) or down (1); the same list when there is no such place. */
export function shifted(list: readonly string[], entry: string, by: -1 | 1): readonly string[] {
  const from = list.indexOf(entry)
  const other = list[from + by]
  if (from < 0 || other === undefined) return list
  return list.map((each) => (each === entry ? other : each === other ? entry : each))
}
