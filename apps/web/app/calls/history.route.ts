import { exportCall } from '#infra/deeds/calls/export-call.ts'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/history.route'
import { callDocument } from './call-document.server.ts'
import { ownCall } from './own-call.server.ts'

export const handle = { permission: 'audit.see' }

/** Everything that is kept about a call, as one JSON document that anybody can check. */
export async function loader({ params, context }: Route.LoaderArgs) {
  requirePermission(context, 'audit.see')
  const { db, session, record, by } = await ownCall(context, params.call)
  const { files } = context.get(servicesContext)
  // not one of the organisation's deeds at a time: whoever reads waits for nobody's import
  const done = await exportCall({ ...by, db, who: session, provision: null, files }, { call: record.call })
  if (!done.ok) throw notFound()
  return new Response(callDocument({ ...done, at: new Date() }), {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="call-${record.call.replace(/[^\w-]/g, '')}.json"`,
    },
  })
}
