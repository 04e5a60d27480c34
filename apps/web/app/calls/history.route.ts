import { gunzipSync } from 'node:zlib'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { line, story } from '#flows/story.ts'
import { outcomeSentence } from '#flows/outcome-sentence.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/history.route'
import { ownCall } from './own-call.server.ts'
import { withoutWhereabouts } from './without-whereabouts.ts'

export const handle = { permission: 'audit.see' }

/** Everything that is kept of a call, as a file: its rows, its events, its story, and the engine's history with its payloads encrypted. */
export async function loader({ params, context }: Route.LoaderArgs) {
  requirePermission(context, 'audit.see')
  const { db, session, record, by, on } = await ownCall(context, params.call)
  const events = await eventsOf(db, { organisation: session.organisation.id, call: record.call })
  const exported = record.history && (await context.get(servicesContext).files.get(record.history.fileKey))
  const engine: unknown = exported ? JSON.parse(gunzipSync(await exported.bytes()).toString('utf8')) : null
  const call = { ...record, recordings: record.recordings.map(({ url: _at, ...recording }) => recording) }
  const kept = { format: 1, call, outcome: outcomeSentence(events), story: story(events).map(line), events: events.map(withoutWhereabouts), engine }
  await db.withOrganisation(session.organisation.id, (em) => recordDeed(em, { by, kind: 'export.call', on, changed: {} }))
  return new Response(JSON.stringify(kept, null, 2), {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="call-${record.call.replace(/[^\w-]/g, '')}.json"`,
    },
  })
}
