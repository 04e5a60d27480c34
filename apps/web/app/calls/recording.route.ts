import { callRecordings } from '#infra/db/inbox/call-recordings.ts'
import { noteRecordingView } from '#infra/db/inbox/note-recording-view.ts'
import { notFound, requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/recording.route'
import { ownCall } from './own-call.server.ts'
import { rangeOf } from './range.ts'

export const handle = { permission: 'recordings.hear' }

/** A recording's sound, whole or in parts. Who begins to hear it is noted; the parts after the first are the same hearing. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { db, session, record, about } = await ownCall(context, params.call)
  const key = { organisation: session.organisation.id, call: record.call }
  const recording = (await callRecordings(db, key)).find(({ id }) => id === params.recording)
  if (!recording?.fileKey) throw notFound()
  requirePermission(context, 'recordings.hear', about)
  const file = await context.get(servicesContext).files.get(recording.fileKey)
  if (!file) throw notFound()

  const headers = new Headers({ 'content-type': file.type || 'audio/wav', 'accept-ranges': 'bytes', 'cache-control': 'private, no-store', 'content-disposition': 'inline; filename="recording.wav"' })
  const range = rangeOf(request.headers.get('range'), file.size)
  if (range === 'none-of-it') return new Response(null, { status: 416, headers: { 'content-range': `bytes */${file.size}` } })
  const { from, until } = range ?? { from: 0, until: file.size }
  if (from === 0 && request.method === 'GET') await noteRecordingView(db, { ...key, recording: recording.id, member: session.member, name: session.name })
  headers.set('content-length', String(until - from))
  if (range) headers.set('content-range', `bytes ${from}-${until - 1}/${file.size}`)
  const body = request.method === 'HEAD' ? null : file.slice(from, until).stream()
  return new Response(body, { status: range ? 206 : 200, headers })
}
