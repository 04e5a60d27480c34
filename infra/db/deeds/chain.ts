import { createHash } from 'node:crypto'

/** A recorded deed as it is hashed: what the database keeps, the moment written as `Date.toISOString` does. */
export interface ChainedDeed {
  readonly organisation: string
  readonly place: number
  readonly at: string
  readonly kind: string
  readonly actor: string | null
  readonly actorName: string
  readonly address: string | null
  readonly about: string | null
  readonly aboutName: string | null
  readonly before: string | null
  readonly after: string | null
  readonly previous: string
  readonly hash: string
}

/** What takes the place of the hash before the first deed. */
export const NOTHING_BEFORE = '0'.repeat(64)

/**
 * The hash that a deed must have: SHA-256 of a JSON list, without spaces, of the hash before it and its own fields in this
 * order. The database computes the same in `chain_deed` (the migration of the record), so that no program can add a deed with another.
 */
export function hashOf(deed: Omit<ChainedDeed, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify(hashedFields.map((field) => deed[field])))
    .digest('hex')
}

/** In the order in which they are hashed. */
export const hashedFields = [
  'previous',
  'organisation',
  'place',
  'at',
  'kind',
  'actor',
  'actorName',
  'address',
  'about',
  'aboutName',
  'before',
  'after',
] as const satisfies readonly (keyof ChainedDeed)[]

/** Where a record of deeds ends: how many there are, and the hash of the newest. */
export interface Head {
  readonly place: number
  readonly hash: string
}

/** Where a chain was followed to, or the first deed that does not fit and why. */
export type Followed =
  | { readonly ok: true; readonly head: Head }
  | { readonly ok: false; readonly place: number; readonly why: string }

/** Follows a chain on from `head` over the deeds that come next, by place. */
export function follow(head: Head, deeds: readonly ChainedDeed[]): Followed {
  let at = head
  for (const deed of deeds) {
    const place = at.place + 1
    if (deed.place !== place)
      return { ok: false, place, why: `is missing: after number ${at.place} comes number ${deed.place}` }
    if (deed.hash !== hashOf(deed))
      return { ok: false, place, why: 'is not as it was recorded: its hash does not fit its words' }
    if (deed.previous !== at.hash)
      return {
        ok: false,
        place,
        why: 'does not follow the one before it: it names another hash, so one of the two was exchanged',
      }
    at = { place, hash: deed.hash }
  }
  return { ok: true, head: at }
}
