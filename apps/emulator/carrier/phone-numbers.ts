import { Router } from 'express'
import { z } from 'zod'
import type { World } from '../world.ts'
import { plainError, refuseRelay } from './errors.ts'
import { page } from './paging.ts'
import type { BusinessNumber } from './resources.ts'
import { isHttpUrl } from './source.ts'

const KEPT_FIELDS = [
  'call_request_url', 'call_request_method', 'call_fallback_url', 'call_fallback_method', 'call_status_callback_url', 'call_status_callback_method',
  'call_laml_application_id', 'call_dialogflow_agent_id', 'call_relay_topic', 'call_relay_topic_status_callback_url', 'call_relay_script_url',
  'call_relay_context', 'call_relay_context_status_callback_url', 'call_relay_application', 'call_relay_connector_id', 'call_sip_endpoint_id',
  'call_verto_resource', 'call_video_room_id', 'message_handler', 'message_request_url', 'message_request_method', 'message_fallback_url',
  'message_fallback_method', 'message_laml_application_id', 'message_relay_topic', 'message_relay_context'
] as const
const UPDATABLE = [...KEPT_FIELDS, 'name', 'call_handler', 'call_receive_mode', 'message_relay_application']

const purchase = z.strictObject({ number: z.string().regex(/^\+[1-9]\d{6,14}$/) })
const change = z.partialRecord(z.enum(UPDATABLE), z.string())

/** `/api/relay/rest/phone_numbers`: the account's numbers; any number that is not owned can be bought. */
export function phoneNumbers(world: World): Router {
  const router = Router()
  const { resources } = world
  router.get('/', (request, response) => {
    const { filter_name: name, filter_number: digits } = request.query
    const list = [...resources.numbers.values()].filter((one) => (typeof name !== 'string' || one.name?.includes(name)) && (typeof digits !== 'string' || one.number.includes(digits)))
    response.json(page(request, { list: list.map(body), base: world.url }))
  })
  router.post('/', (request, response) => {
    const order = purchase.safeParse(request.body)
    if (!order.success) return refuseRelay(response, [{ code: 'missing_required_parameter', message: 'must be an E.164 number', attribute: 'number' }])
    if (resources.numberAt(order.data.number)) return refuseRelay(response, [{ code: 'already_purchased', message: 'belongs to this project already', attribute: 'number' }])
    response.json(body(resources.addNumber(order.data.number)))
  })
  router.get('/:id', (request, response) => {
    const number = resources.numbers.get(request.params.id)
    if (number) response.json(body(number))
    else plainError(response, 404)
  })
  router.put('/:id', (request, response) => {
    const number = resources.numbers.get(request.params.id)
    if (!number) return plainError(response, 404)
    const order = change.safeParse(request.body)
    if (!order.success) return refuseRelay(response, [{ code: 'invalid_parameter', message: order.error.issues[0]?.message ?? 'is not valid', attribute: order.error.issues[0]?.path.join('.') ?? 'body' }])
    const url = order.data.call_relay_script_url
    if (url !== undefined && !isHttpUrl(url)) return refuseRelay(response, [{ code: 'not_an_http_url', message: 'must be an http or https URL', attribute: 'call_relay_script_url' }])
    apply(order.data, { world, number })
    response.json(body(number))
  })
  router.delete('/:id', (request, response) => {
    if (resources.numbers.delete(request.params.id)) response.status(204).end()
    else plainError(response, 404)
  })
  return router
}

/** A script URL makes the carrier create the webhook resource by itself. */
function apply(fields: z.output<typeof change>, { world: { resources }, number }: { world: World; number: BusinessNumber }): void {
  const { name, call_handler: handler, ...rest } = fields
  if (name !== undefined) number.name = name
  if (handler !== undefined) number.callHandler = handler
  Object.assign(number.fields, rest)
  const url = rest.call_relay_script_url
  if (number.callHandler === 'relay_script' && url !== undefined) {
    const webhook = resources.addWebhook({ name: number.name ?? number.number, usedFor: 'calling', primaryUrl: url, primaryMethod: 'POST', fallbackUrl: null, fallbackMethod: 'POST', statusUrl: null })
    number.callResource = webhook.id
  }
  resources.touch(number)
}

function body(number: BusinessNumber): Record<string, unknown> {
  return {
    ...Object.fromEntries(KEPT_FIELDS.map((field) => [field, number.fields[field] ?? null])),
    id: number.id,
    number: number.number,
    name: number.name,
    capabilities: ['voice', 'sms', 'mms'],
    number_type: 'longcode',
    e911_address_id: null,
    e911_status: null,
    created_at: new Date(number.createdAt).toISOString(),
    updated_at: new Date(number.updatedAt).toISOString(),
    next_billed_at: null,
    call_handler: number.callHandler,
    calling_handler_resource_id: number.callResource,
    call_receive_mode: number.fields.call_receive_mode ?? 'voice',
    messaging_handler_resource_id: number.messageResource,
    country_code: 'US'
  }
}
