import { callRecordings } from '#infra/db/inbox/call-recordings.ts'
import { heardLately } from '#infra/db/inbox/heard-lately.ts'
import { hearRecording } from '#infra/deeds/calls/hear-recording.ts'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/recording.route'
import { ownCall } from './own-call.server.ts'
import { rangeOf } from './range.ts'

export const handle = { permission: 'recordings.hear' }

/**
 * A recording's sound, whole or in parts. Whoever gets any of it is noted, once a sitting: each time that it is begun, and for
 * a part of it unless a hearing was noted within half an hour. So going back and forth in it is one hearing, however often;
 * the pages that show hearings say so (`HEARING_IN_WORDS`).
 */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  // a loader is run for every method but those that change something
  if (!['GET', 'HEAD'].includes(request.method))
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
  const { db, session, record, about, by } = await ownCall(context, params.call)
  const key = { organisation: session.organisation.id, call: record.call }
  const recording = (await callRecordings(db, key)).find(({ id }) => id === params.recording)
  if (!recording?.fileKey) throw notFound()
  requirePermission(context, 'recordings.hear', about)
  const file = await context.get(servicesContext).files.get(recording.fileKey)
  if (!file) throw notFound()

  const headers = new Headers({
    'content-type': file.type.startsWith('audio/') ? file.type : 'audio/wav',
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'content-disposition': 'inline; filename="recording.wav"',
  })
  const range = rangeOf(request.headers.get('range'), file.size)
  if (range === 'none-of-it')
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${file.size}` } })
  const { from, until } = range ?? { from: 0, until: file.size }
  const hearing = { ...key, recording: recording.id, member: session.member }
  if (request.method === 'GET' && (from === 0 || !(await heardLately(db, hearing)))) {
    const done = await hearRecording(
      { ...by, db, who: session, provision: null },
      { call: record.call, recording: recording.id },
    )
    if (!done.ok) throw notFound()
  }
  headers.set('content-length', String(until - from))
  if (range) headers.set('content-range', `bytes ${from}-${until - 1}/${file.size}`)
  const body = request.method === 'HEAD' ? null : file.slice(from, until).stream()
  return new Response(body, { status: range ? 206 : 200, headers })
}
