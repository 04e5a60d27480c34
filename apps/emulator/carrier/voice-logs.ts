import { Router } from 'express'
import { z } from 'zod'
import { STATE_EVENTS } from '../engine/leg.ts'
import type { Settings } from '../settings.ts'
import type { World } from '../world.ts'
import { plainError, refuse } from './errors.ts'
import { voiceLog } from './leg-body.ts'
import { isInLog, logFilters } from './log-filters.ts'
import { answerList } from './paging.ts'

/** `/api/voice/logs`: every leg, newest first, and what happened on each. */
export function voiceLogs(world: World): Router {
  const router = Router()
  const {
    settings,
    switchboard: { legs },
  } = world
  router.get('/', (request, response) => {
    answerList(request, response, {
      filters: { ...logFilters, status: z.string().optional() },
      entries({ status, ...times }) {
        const list = [...legs.values()].reverse().filter(({ times: { queued = 0 } }) => isInLog(queued, times))
        return list
          .map((leg) => voiceLog(leg, settings))
          .filter((entry) => !settings.voiceLogStatusFilter || status === undefined || entry.status === status)
      },
      base: world.url,
      most: settings.voiceLogPageSize,
      refuse,
    })
  })
  router.get('/:id', (request, response) => {
    const leg = legs.get(request.params.id)
    if (leg) response.json(voiceLog(leg, settings))
    else plainError(response, 404)
  })
  router.get('/:id/events', (request, response) => {
    const leg = legs.get(request.params.id)
    if (!leg) return plainError(response, 404)
    const data = leg.log.map(({ at, level, name, details }) => ({
      event_at: new Date(at).toISOString(),
      level,
      name,
      details: tells(name, settings) ? details : {},
      project_id: world.account.projectId,
      log_id: leg.id,
    }))
    response.json({ data })
  })
  return router
}

const stateEvents = new Set(Object.values(STATE_EVENTS))

/** The carrier writes what a recording or an error was, but of a state only its name. */
function tells(event: string, { voiceLogDetails }: Settings): boolean {
  return voiceLogDetails === 'filled' || !stateEvents.has(event)
}
