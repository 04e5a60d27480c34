import { z } from 'zod'
import { beginningOf } from '#flows/time-zone.ts'
import type { CallFilter } from '#infra/db/inbox/search-calls.ts'
import { leftOut } from './left-out.ts'

/** No call is older, and calendars were others then. */
const day = z.iso.date().refine((text) => text >= '1900').nullable().catch(null)
const text = z.string().trim().min(1).max(80).nullable().catch(null)
const id = z.guid().nullable().catch(null)

const shape = z.object({ number: id, person: id, flow: id, from: day, to: day, node: text, caller: text, version: z.coerce.number().int().positive().max(1_000_000).nullable().catch(null) })

/** What the form asks for; a field that cannot be read counts as empty, and is told by `leftOutOfCalls`. */
export type AuditQuery = z.output<typeof shape>

export function auditQuery(query: URLSearchParams): AuditQuery {
  return shape.parse(Object.fromEntries(Object.keys(shape.shape).map((name) => [name, query.get(name) ?? undefined])))
}

export function leftOutOfCalls(asked: URLSearchParams): Partial<Record<keyof AuditQuery, string>> {
  return leftOut(asked, auditQuery(asked), { number: 'one of the numbers', person: 'a person of this organisation', flow: 'a flow', from: 'a date', to: 'a date', node: 'a title or part of one', caller: 'a telephone number', version: 'the number of a version' })
}

/** The same as the database is asked. Days are those of the organisation's zone, and `to` is included. */
export function callFilter({ number, person, flow, from, to, node, caller, version }: AuditQuery, zone: string): CallFilter {
  const digits = caller?.replace(/\D/g, '') ?? ''
  return {
    ...(number !== null && { numbers: [number] }),
    ...(person !== null && { person }),
    ...(flow !== null && { flow }),
    ...(from !== null && { from: beginningOf(Date.parse(from), zone) }),
    ...(to !== null && { until: beginningOf(Date.parse(to) + 86_400_000, zone) }),
    ...(node !== null && { node }),
    ...(digits !== '' && { caller: digits }),
    ...(version !== null && { version }),
  }
}
