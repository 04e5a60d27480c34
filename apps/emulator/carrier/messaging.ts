import { Router } from 'express'
import { z } from 'zod'
import type { Message } from '../messages.ts'
import type { World } from '../world.ts'
import { plainError, refusals, refuse } from './errors.ts'
import { isInLog, logFilters, type LogTimes } from './log-filters.ts'
import { answerList } from './paging.ts'
import { isHttpUrl } from './source.ts'

const order = z.strictObject({
  to: z.string().min(1),
  from: z.string().min(1),
  body: z.string().optional(),
  media: z.array(z.url()).default([]),
  send_as_mms: z.boolean().default(false),
  status_callback: z.string().refine(isHttpUrl, 'must be an http or https URL').optional(),
  custom_variables: z
    .record(z.string(), z.string())
    .refine((all) => Object.keys(all).length <= 20, 'must have at most 20 entries')
    .default({}),
})

const redaction = z.strictObject({ body: z.string() })

/** The number to which a text is sent though its sending is never answered. */
const LOSES_ANSWER = '+12025550183'

/** `/api/messaging`: sending texts, erasing their words, and their log. */
export function messagingRoutes(world: World): Router {
  const router = Router()
  router.post('/messages', (request, response) => {
    const read = order.safeParse(request.body)
    if (!read.success) return refuse(response, refusals(read.error))
    const {
      to,
      from,
      body = '',
      media,
      send_as_mms: asMms,
      status_callback: statusUrl = null,
      custom_variables: variables,
    } = read.data
    if (body === '' && media.length === 0)
      return refuse(response, [
        { code: 'missing_required_parameter', message: 'body or media is required', attribute: 'body' },
      ])
    if (!/^\+[1-9]\d{6,14}$/.test(to))
      return refuse(response, [{ code: 'invalid_to_number', message: `${to} is no E.164 number`, attribute: 'to' }])
    if (!world.resources.numberAt(from))
      return refuse(response, [
        { code: 'invalid_from_number', message: `${from} is not a number of this project`, attribute: 'from' },
      ])
    const message = world.messages.send({ to, from, body, media, asMms, statusUrl, variables })
    if (to === LOSES_ANSWER || world.faults.losesTextAnswer()) response.locals.lost = true
    response.status(201).json(sent(message, world))
  })
  router.patch('/messages/:id', (request, response) => {
    const message = world.messages.get(request.params.id)
    if (!message) return plainError(response, 404)
    const read = redaction.safeParse(request.body)
    if (!read.success) return refuse(response, refusals(read.error))
    if (read.data.body !== '')
      return refuse(response, [
        { code: 'body_must_be_empty', message: 'must be an empty string to redact the message', attribute: 'body' },
      ])
    if (message.status === 'queued' || message.status === 'initiated')
      return refuse(response, [
        {
          code: 'cannot_redact_in_progress_message',
          message: 'Cannot redact a message that is in progress.',
          attribute: 'base',
        },
      ])
    world.messages.redact(message)
    response.json(sent(message, world))
  })
  router.get('/logs', (request, response) => {
    const entries = (times: LogTimes) =>
      world.messages
        .all()
        .filter(({ createdAt }) => isInLog(createdAt, times))
        .map(logged)
    answerList(request, response, { filters: logFilters, entries, base: world.url, refuse })
  })
  router.get('/logs/:id', (request, response) => {
    const message = world.messages.get(request.params.id)
    if (message) response.json(logged(message))
    else plainError(response, 404)
  })
  return router
}

function common(message: Message): Record<string, unknown> {
  return {
    id: message.id,
    from: message.from,
    to: message.to,
    status: message.status,
    direction: message.direction,
    kind: message.isMms ? 'mms' : 'sms',
    number_of_segments: message.segments,
    created_at: new Date(message.createdAt).toISOString(),
    error_code: message.error?.code ?? null,
    error_message: message.error?.message ?? null,
  }
}

function sent(message: Message, { account }: World): Record<string, unknown> {
  return {
    ...common(message),
    body: message.body,
    media: message.media,
    project_id: account.projectId,
    status_callback_url: message.statusUrl,
    message_uri: `/api/messaging/logs/${message.id}`,
  }
}

function logged(message: Message): Record<string, unknown> {
  return { ...common(message), source: 'realtime_api', type: 'relay_message', url: null, charge: 0, charge_details: [] }
}
