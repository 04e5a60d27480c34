import { z } from 'zod'
import type { CallFilter } from '#infra/db/inbox/search-calls.ts'

const day = z.iso.date().nullable().catch(null)
const text = z.string().trim().min(1).max(80).nullable().catch(null)
const id = z.guid().nullable().catch(null)

const shape = z.object({ number: id, person: id, flow: id, from: day, to: day, node: text, caller: text, version: z.coerce.number().int().positive().max(1_000_000).nullable().catch(null) })

/** What the form asks for; a field that cannot be read counts as empty. */
export type AuditQuery = z.output<typeof shape>

export function auditQuery(query: URLSearchParams): AuditQuery {
  return shape.parse(Object.fromEntries(Object.keys(shape.shape).map((name) => [name, query.get(name) ?? undefined])))
}

/** The same as the database is asked. Days are those of UTC, and `to` is included. */
export function callFilter({ number, person, flow, from, to, node, caller, version }: AuditQuery): CallFilter {
  const digits = caller?.replace(/\D/g, '') ?? ''
  return {
    ...(number !== null && { numbers: [number] }),
    ...(person !== null && { person }),
    ...(flow !== null && { flow }),
    ...(from !== null && { from: Date.parse(from) }),
    ...(to !== null && { until: Date.parse(to) + 86_400_000 }),
    ...(node !== null && { node }),
    ...(digits !== '' && { caller: digits }),
    ...(version !== null && { version }),
  }
}
