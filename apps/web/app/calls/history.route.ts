import { gunzipSync } from 'node:zlib'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/history.route'
import { callDocument } from './call-document.server.ts'
import { ownCall } from './own-call.server.ts'

export const handle = { permission: 'audit.see' }

/** Everything that is kept about a call, as one JSON document that anybody can check. */
export async function loader({ params, context }: Route.LoaderArgs) {
  requirePermission(context, 'audit.see')
  const { db, session, record, by, on } = await ownCall(context, params.call)
  const events = await eventsOf(db, { organisation: session.organisation.id, call: record.call })
  const exported = record.history && (await context.get(servicesContext).files.get(record.history.fileKey))
  const engine = exported ? gunzipSync(await exported.bytes()).toString('utf8') : null
  await db.withOrganisation(session.organisation.id, (em) =>
    recordDeed(em, { by, kind: 'export.call', on, changed: {} }),
  )
  return new Response(callDocument({ record, events, engine, at: new Date() }), {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="call-${record.call.replace(/[^\w-]/g, '')}.json"`,
    },
  })
}
