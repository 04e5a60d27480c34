import { Router, type Response } from 'express'
import { z } from 'zod'
import type { World } from '../world.ts'
import { plainError, refusals, refuse } from './errors.ts'
import { answerList } from './paging.ts'
import type { SwmlWebhook } from './resources.ts'
import { isHttpUrl } from './source.ts'

const method = z.enum(['GET', 'POST'])
const url = z
  .string()
  .refine(isHttpUrl, { params: { code: 'not_an_http_url' }, message: 'must be an http or https URL' })
const change = z
  .strictObject({
    name: z.string(),
    used_for: z.enum(['calling', 'messaging']),
    primary_request_url: url,
    primary_request_method: method,
    fallback_request_url: url.nullable(),
    fallback_request_method: method,
    status_callback_url: url.nullable(),
    status_callback_method: z.literal('POST', {
      message: 'must be POST: the emulator tells of states in no other way',
    }),
  })
  .partial()
const creation = change.required({ primary_request_url: true })

/** `/api/fabric/resources/swml_webhooks`. */
export function swmlWebhooks(world: World): Router {
  const router = Router()
  const { resources } = world
  router.get('/', (request, response) => {
    answerList(request, response, {
      filters: {},
      entries: () => [...resources.webhooks.values()].map((one) => body(one, world)),
      base: world.url,
      refuse,
    })
  })
  router.post('/', (request, response) => {
    const order = creation.safeParse(request.body)
    if (!order.success) return refuse(response, refusals(order.error))
    const fields = order.data
    const webhook = resources.addWebhook({
      name: fields.name ?? 'SWML webhook',
      usedFor: fields.used_for ?? 'calling',
      primaryUrl: fields.primary_request_url,
      primaryMethod: fields.primary_request_method ?? 'POST',
      fallbackUrl: fields.fallback_request_url ?? null,
      fallbackMethod: fields.fallback_request_method ?? 'POST',
      statusUrl: fields.status_callback_url ?? null,
    })
    response.status(201).json(body(webhook, world))
  })
  router.get('/:id', (request, response) =>
    withWebhook({ world, response, id: request.params.id }, (webhook) => response.json(body(webhook, world))),
  )
  // The specification has PATCH; older clients still send PUT.
  for (const verb of ['patch', 'put'] as const) {
    router[verb]('/:id', (request, response) =>
      withWebhook({ world, response, id: request.params.id }, (webhook) => {
        const order = change.safeParse(request.body)
        if (!order.success) return refuse(response, refusals(order.error))
        apply(webhook, order.data)
        resources.touch(webhook)
        response.json(body(webhook, world))
      }),
    )
  }
  router.delete('/:id', (request, response) => {
    if (resources.remove('webhooks', request.params.id)) response.status(204).end()
    else plainError(response, 404)
  })
  return router
}

function withWebhook(
  { world: { resources }, response, id }: { world: World; response: Response; id: string },
  deed: (webhook: SwmlWebhook) => void,
): void {
  const webhook = resources.webhooks.get(id)
  if (webhook) deed(webhook)
  else plainError(response, 404)
}

function apply(webhook: SwmlWebhook, fields: z.output<typeof change>): void {
  webhook.name = fields.name ?? webhook.name
  webhook.usedFor = fields.used_for ?? webhook.usedFor
  webhook.primaryUrl = fields.primary_request_url ?? webhook.primaryUrl
  webhook.primaryMethod = fields.primary_request_method ?? webhook.primaryMethod
  webhook.fallbackMethod = fields.fallback_request_method ?? webhook.fallbackMethod
  if (fields.fallback_request_url !== undefined) webhook.fallbackUrl = fields.fallback_request_url
  if (fields.status_callback_url !== undefined) webhook.statusUrl = fields.status_callback_url
}

function body(webhook: SwmlWebhook, { account }: World): Record<string, unknown> {
  return {
    id: webhook.id,
    project_id: account.projectId,
    display_name: webhook.name,
    type: 'swml_webhook',
    created_at: new Date(webhook.createdAt).toISOString(),
    updated_at: new Date(webhook.updatedAt).toISOString(),
    swml_webhook: {
      id: webhook.innerId,
      name: webhook.name,
      used_for: webhook.usedFor,
      primary_request_url: webhook.primaryUrl,
      primary_request_method: webhook.primaryMethod,
      fallback_request_url: webhook.fallbackUrl,
      fallback_request_method: webhook.fallbackMethod,
      status_callback_url: webhook.statusUrl,
      status_callback_method: 'POST',
    },
  }
}
