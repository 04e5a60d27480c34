import { Router } from 'express'
import type { Recording } from '../recordings/recordings.ts'
import type { World } from '../world.ts'
import { plainError, refuseRelay } from './errors.ts'
import { answerList } from './paging.ts'

/** `/api/relay/rest/recordings`, and the sound itself behind the same sign-in. */
export function recordingRoutes(world: World): Router {
  const router = Router()
  const { recordings } = world
  router.get('/relay/rest/recordings', (request, response) => {
    answerList(request, response, {
      filters: {},
      entries: () => recordings.all().map((one) => body(one, world)),
      base: world.url,
      refuse: refuseRelay,
    })
  })
  router.get('/relay/rest/recordings/:id', (request, response) => {
    const recording = recordings.get(request.params.id)
    if (recording) response.json(body(recording, world))
    else plainError(response, 404)
  })
  router.delete('/relay/rest/recordings/:id', (request, response) => {
    if (recordings.remove(request.params.id)) response.status(204).end()
    else plainError(response, 404)
  })
  router.get('/v1/recordings/:id/download', async (request, response) => {
    const recording = recordings.get(request.params.id)
    if (!recording) return plainError(response, 404)
    response.type('audio/wav').send(await recordings.file(recording))
  })
  return router
}

const LEG_FIELD = { phone: 'relay_pstn_leg_id', sip: 'relay_sip_leg_id', webrtc: 'relay_webrtc_leg_id' } as const

function body(recording: Recording, world: World): Record<string, unknown> {
  const { leg } = recording
  const createdAt = new Date(recording.createdAt).toISOString()
  return {
    id: recording.id,
    project_id: world.account.projectId,
    created_at: createdAt,
    updated_at: createdAt,
    duration_in_seconds: Math.ceil(recording.seconds),
    price: 0,
    price_unit: 'USD',
    status: 'completed',
    url: world.recordingUrl(recording),
    stereo: recording.stereo,
    byte_size: recording.bytes,
    track: 'inbound',
    ...(recording.conference === null
      ? { [LEG_FIELD[leg.device]]: leg.id }
      : { relay_conference_id: recording.conference }),
  }
}
