import { z } from 'zod'
import { beginningOf } from '#flows/language/time-zone.ts'
import type { Country } from '../../telephone/countries.ts'
import { searchTextAt } from '../inbox/search-text.ts'
import { kindInWords, kindsOf, NO_MEMBER, offeredKinds } from './offered-kinds.ts'
import type { DeedFilter } from './read-deeds.ts'

/** Nothing was recorded earlier, and PostgreSQL knows no year 0. */
const day = z.iso.date().refine((text) => text >= '1900')

/** What deeds of the record are asked for by; null for what does not matter. */
export const askedDeeds = z.strictObject({
  who: z.union([z.guid().toLowerCase(), z.literal(NO_MEMBER)]).nullable(),
  kind: z.enum(offeredKinds).nullable(),
  about: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .refine((text) => !text.includes('\0'))
    .nullable(),
  from: day.nullable(),
  to: day.nullable(),
})

export type AskedDeeds = Readonly<z.output<typeof askedDeeds>>

/** The same as the database is asked. Days are those of the organisation's zone, and `to` is included. */
export function deedFilter(
  { who, kind, about: written, from, to }: AskedDeeds,
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

/** The same as the record of deeds says it: "by Audrey, all of People, from 2026-01-05". @param name of whoever is asked for, where it is a member. */
export function askedInWords({ who, kind, about, from, to }: AskedDeeds, name: string | undefined): string {
  const words = [
    ...(who === null ? [] : [`by ${name ?? 'someone not signed in'}`]),
    ...(kind === null ? [] : [kindInWords(kind)]),
    ...(about === null ? [] : [`to “${about}”`]),
    ...(from === null ? [] : [`from ${from}`]),
    ...(to === null ? [] : [`until ${to}`]),
  ]
  return words.join(', ') || 'everything'
}

/** The same as a file says it, for whoever reads it by a program: ids, and days as days. */
export function askedOf({
  who,
  kind,
  about,
  from,
  to,
}: AskedDeeds): Readonly<Record<string, string | readonly string[] | null>> {
  return {
    ...(who !== null && { actor: who === NO_MEMBER ? null : who }),
    ...(kind !== null && { kinds: kindsOf(kind) }),
    ...(about !== null && { about }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
  }
}
