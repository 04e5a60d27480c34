import { z } from 'zod'
import { beginningOf } from '#flows/language/time-zone.ts'
import { searchTextAt } from '#infra/db/inbox/search-text.ts'
import type { Country } from '#infra/telephone/countries.ts'
import type { DeedFilter } from '#infra/db/deeds/read-deeds.ts'
import { kindInWords, kindsOf, NO_MEMBER, offeredKinds } from './deed-choices.ts'
import { daysTrouble, notUnderstood, wholeNumber, type Choice } from './not-understood.ts'

/** Nothing was recorded earlier, and PostgreSQL knows no year 0. */
const day = z.iso
  .date()
  .refine((text) => text >= '1900')
  .nullable()
  .catch(null)
const shape = z.object({
  who: z
    .union([z.guid().toLowerCase(), z.literal(NO_MEMBER)])
    .nullable()
    .catch(null),
  kind: z.enum(offeredKinds).nullable().catch(null),
  about: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .refine((text) => !text.includes('\0'))
    .nullable()
    .catch(null),
  from: day,
  to: day,
  /** Older than the deed of this number. */
  before: wholeNumber(Number.MAX_SAFE_INTEGER),
})

/** What the form asks for; a field that is not understood is null here and named by `troubleInDeeds`: then nothing is searched. */
export type DeedsQuery = z.output<typeof shape>

export function deedsQuery(query: URLSearchParams): DeedsQuery {
  return shape.parse(Object.fromEntries(Object.keys(shape.shape).map((name) => [name, query.get(name) ?? undefined])))
}

/**
 * Why the form cannot be searched for, a sentence for each field that is not understood.
 * @param people of the organisation, by their ids.
 */
export function troubleInDeeds(
  asked: URLSearchParams,
  people: readonly Choice[],
): Partial<Record<keyof DeedsQuery, string>> {
  const query = deedsQuery(asked)
  const nouns = {
    who: 'a person in this organisation',
    kind: 'a kind of action',
    about: 'a name or part of one',
    from: 'a date',
    to: 'a date',
    before: 'the number of an entry',
  }
  return { ...daysTrouble(query), ...notUnderstood(asked, query, nouns, { who: [...people, { value: NO_MEMBER }] }) }
}

/** The same as the database is asked. Days are those of the organisation's zone, and `to` is included. */
export function deedFilter(
  { who, kind, about: written, from, to }: DeedsQuery,
  { zone, home }: { readonly zone: string; readonly home: Country | undefined },
): DeedFilter {
  const about = written === null ? null : searchTextAt(home, written)
  return {
    ...(who !== null && { actor: who === NO_MEMBER ? null : who }),
    ...(kind !== null && { kinds: kindsOf(kind) }),
    ...(about && { about }),
    ...(from !== null && { from: beginningOf(Date.parse(from), zone) }),
    ...(to !== null && { until: beginningOf(Date.parse(to) + 86_400_000, zone) }),
  }
}

/** What was asked for, as the record of deeds says it: "by Audrey, all of People, from 2026-01-05". Nothing for everything. */
export function askedInWords(
  { who, kind, about, from, to }: DeedsQuery,
  people: readonly { readonly value: string; readonly label: string }[],
): readonly string[] {
  const name = people.find(({ value }) => value === who)?.label ?? 'someone not signed in'
  return [
    ...(who === null ? [] : [`by ${name}`]),
    ...(kind === null ? [] : [kindInWords(kind)]),
    ...(about === null ? [] : [`to “${about}”`]),
    ...(from === null ? [] : [`from ${from}`]),
    ...(to === null ? [] : [`until ${to}`]),
  ]
}

/** The same as a file says it, for whoever reads it by a program: ids, and days as days. */
export function askedOf({
  who,
  kind,
  about,
  from,
  to,
}: DeedsQuery): Readonly<Record<string, string | readonly string[] | null>> {
  return {
    ...(who !== null && { actor: who === NO_MEMBER ? null : who }),
    ...(kind !== null && { kinds: kindsOf(kind) }),
    ...(about !== null && { about }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
  }
}
