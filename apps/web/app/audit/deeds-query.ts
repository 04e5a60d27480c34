import { z } from 'zod'
import { deedGroups, deedKinds, type DeedGroup, type DeedKind } from '#infra/db/deeds/kinds.ts'
import type { DeedFilter } from '#infra/db/deeds/read-deeds.ts'
import { leftOut } from './left-out.ts'

/** Stands for whoever is known as no member: the installation, and people who were not signed in. */
export const NO_MEMBER = 'no-member'

const allKinds = Object.keys(deedKinds) as DeedKind[] // the keys of a literal object
const whole = (group: string) => `all-${group}`
const ofGroup = (group: DeedGroup) => allKinds.filter((kind) => deedKinds[kind].group === group)
const groups = Object.keys(deedGroups) as DeedGroup[] // as above

/** Nothing was recorded earlier, and PostgreSQL knows no year 0. */
const day = z.iso.date().refine((text) => text >= '1900').nullable().catch(null)
const shape = z.object({
  who: z.union([z.guid(), z.literal(NO_MEMBER)]).nullable().catch(null),
  kind: z.enum([...allKinds, ...groups.map(whole)]).nullable().catch(null),
  about: z.string().trim().min(1).max(80).refine((text) => !text.includes('\0')).nullable().catch(null),
  from: day,
  to: day,
  /** Older than the deed of this number. */
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable().catch(null),
})

/** What the form asks for; a field that cannot be read counts as empty, and is told by `leftOutOfDeeds`. */
export type DeedsQuery = z.output<typeof shape>

export function deedsQuery(query: URLSearchParams): DeedsQuery {
  return shape.parse(Object.fromEntries(Object.keys(shape.shape).map((name) => [name, query.get(name) ?? undefined])))
}

export function leftOutOfDeeds(asked: URLSearchParams): Partial<Record<keyof DeedsQuery, string>> {
  return leftOut(asked, deedsQuery(asked), { who: 'a person of this organisation', kind: 'a kind of deed', about: 'a name or part of one', from: 'a date', to: 'a date', before: 'the number of a deed' })
}

/** The same as the database is asked. */
export function deedFilter({ who, kind, about, from, to }: DeedsQuery): DeedFilter {
  return {
    ...(who !== null && { actor: who === NO_MEMBER ? null : who }),
    ...(kind !== null && { kinds: kindsOf(kind) }),
    ...(about !== null && { about }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
  }
}

function kindsOf(asked: string): readonly string[] {
  const group = groups.find((one) => whole(one) === asked)
  return group === undefined ? [asked] : ofGroup(group)
}

/** What the form offers: everything of a group, or one kind. */
export const kindChoices = groups.map((group) => ({
  group: deedGroups[group],
  items: [{ value: whole(group), label: `All: ${deedGroups[group]}` }, ...ofGroup(group).map((kind) => ({ value: kind, label: kindLabel(kind) }))],
}))

/** "Changed the role of …" */
function kindLabel(kind: DeedKind): string {
  const says = deedKinds[kind].says.replace('{on}', '…')
  return says.charAt(0).toUpperCase() + says.slice(1)
}
