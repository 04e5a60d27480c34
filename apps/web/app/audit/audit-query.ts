import { z } from 'zod'
import { beginningOf } from '#flows/language/time-zone.ts'
import type { CallFilter } from '#infra/db/inbox/search-calls.ts'
import { callerText } from '#infra/db/inbox/search-text.ts'
import type { Country } from '#infra/telephone/countries.ts'
import { daysTrouble, notUnderstood, wholeNumber, type Choice } from './not-understood.ts'

/** No call is older, and calendars were different then. */
const day = z.iso
  .date()
  .refine((text) => text >= '1900')
  .nullable()
  .catch(null)
const text = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((written) => !written.includes('\0'))
  .nullable()
  .catch(null)
const id = z.guid().toLowerCase().nullable().catch(null)

const shape = z.object({
  number: id,
  person: id,
  flow: id,
  from: day,
  to: day,
  node: text,
  caller: text,
  version: wholeNumber(1_000_000),
})

/** What the form asks for. A field that is not understood is null here and named by `troubleInCalls`: then nothing is searched. */
export type AuditQuery = z.output<typeof shape>

export function auditQuery(query: URLSearchParams): AuditQuery {
  return shape.parse(
    Object.fromEntries(Object.keys(shape.shape).map((name) => [name, query.get(name)?.trim() || undefined])),
  )
}

/**
 * Why the form cannot be searched for, a sentence for each field that is not understood.
 * @param offered what there is to choose from.
 */
export function troubleInCalls(
  asked: URLSearchParams,
  offered: Readonly<Record<'number' | 'person' | 'flow', readonly Choice[]>>,
): Partial<Record<keyof AuditQuery, string>> {
  const query = auditQuery(asked)
  const nouns = {
    number: 'one of the numbers',
    person: 'a person in this organisation',
    flow: 'a flow',
    from: 'a date',
    to: 'a date',
    node: 'a step’s title or part of one',
    caller: 'a name, a number or part of one',
    version: 'a version number',
  }
  return { ...daysTrouble(query), ...notUnderstood(asked, query, nouns, offered) }
}

/**
 * The same as the database is asked. Days are those of the organisation's zone, and `to` is included; a number is found in
 * every form in which we show it.
 */
export function callFilter(
  { number, person, flow, from, to, node, caller: by, version }: AuditQuery,
  { zone, home }: { readonly zone: string; readonly home: Country | undefined },
): CallFilter {
  const caller = by === null ? null : callerText(by, home)
  return {
    ...(number !== null && { numbers: [number] }),
    ...(person !== null && { person }),
    ...(flow !== null && { flow }),
    ...(from !== null && { from: beginningOf(Date.parse(from), zone) }),
    ...(to !== null && { until: beginningOf(Date.parse(to) + 86_400_000, zone) }),
    ...(node !== null && { node }),
    ...(caller && { caller }),
    ...(version !== null && { version }),
  }
}
