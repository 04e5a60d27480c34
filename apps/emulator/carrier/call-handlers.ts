import { z } from 'zod'
import type { World } from '../world.ts'
import type { Refusal } from './errors.ts'
import type { BusinessNumber } from './resources.ts'
import { isHttpUrl } from './source.ts'

/**
 * What a number may be told to do with calls, and the field that says with what. Source: the schema of updates of numbers,
 * which leaves out what only the fabric can set, call flows and AI agents among them.
 */
export const CALL_HANDLERS = {
  relay_script: 'call_relay_script_url',
  laml_webhooks: 'call_request_url',
  laml_application: 'call_laml_application_id',
  relay_topic: 'call_relay_topic',
  relay_application: 'call_relay_application',
  relay_context: 'call_relay_context',
  relay_connector: 'call_relay_connector_id',
  relay_sip_endpoint: 'call_sip_endpoint_id',
  relay_verto_endpoint: 'call_verto_resource',
  dialogflow: 'call_dialogflow_agent_id',
  video_room: 'call_video_room_id',
} as const

/** See {@link CALL_HANDLERS}. */
export type CallHandler = keyof typeof CALL_HANDLERS

const text = z.string()
const url = z
  .string()
  .refine(isHttpUrl, { params: { code: 'not_an_http_url' }, message: 'must be an http or https URL' })
const method = z.enum(['GET', 'POST'])
const id = z.uuid()
// Accepted, it would look as if somebody were told of texts.
const unplayedText = z.never('is not played by the emulator: assign a resource to texts with phone_routes')

/** The fields of a number's update that are kept and shown as they were given. */
export const keptFields = z
  .strictObject({
    call_request_url: url,
    call_request_method: method,
    call_fallback_url: url,
    call_fallback_method: method,
    call_status_callback_url: url,
    call_status_callback_method: method,
    call_laml_application_id: text,
    call_dialogflow_agent_id: text,
    call_relay_topic: text,
    call_relay_topic_status_callback_url: url,
    call_relay_script_url: url,
    call_relay_context: text,
    call_relay_context_status_callback_url: url,
    call_relay_application: text,
    call_relay_connector_id: text,
    call_sip_endpoint_id: id,
    call_verto_resource: text,
    call_video_room_id: id,
    message_handler: unplayedText,
    message_request_url: unplayedText,
    message_request_method: unplayedText,
    message_fallback_url: unplayedText,
    message_fallback_method: unplayedText,
    message_laml_application_id: unplayedText,
    message_relay_topic: unplayedText,
    message_relay_context: unplayedText,
  })
  .partial()

/** The body of `PUT /api/relay/rest/phone_numbers/:id`. */
export const numberChange = keptFields.extend({
  name: text.optional(),
  call_handler: z.enum(Object.keys(CALL_HANDLERS) as [CallHandler, ...CallHandler[]]).optional(), // the keys of the table above
  // Faxes are not received here: a number that takes them would take no calls.
  call_receive_mode: z.literal('voice', { message: 'must be voice: the emulator receives no faxes' }).optional(),
  message_relay_application: unplayedText.optional(),
})

/** See {@link numberChange}. */
export type NumberChange = z.output<typeof numberChange>

/** Where a number's calls go after a change: a handler with the value of its field; undefined when the change says nothing about it. */
export function newRoute(
  change: NumberChange,
  number: BusinessNumber,
): { route: { handler: CallHandler; to: string } | undefined } | { refusal: Refusal } {
  const handler = change.call_handler ?? handlerOfField(change, number)
  if (handler === undefined) return { route: undefined }
  const field = CALL_HANDLERS[handler]
  const to = change[field]
  if (to) return { route: { handler, to } }
  // Repeated for a number that is handled so already, it changes nothing.
  if (number.callHandler === handler && (number.callResource !== null || number.fields[field] !== undefined))
    return { route: undefined }
  const kept = number.fields[field]
  if (kept) return { route: { handler, to: kept } }
  return {
    refusal: {
      code: 'missing_required_parameter',
      message: `is required for the call handler ${handler}`,
      attribute: field,
    },
  }
}

/** A new value in the field that the number's handler reads moves its calls, too. */
function handlerOfField(change: NumberChange, number: BusinessNumber): CallHandler | undefined {
  const current = handlers.safeParse(number.callHandler)
  return current.success && change[CALL_HANDLERS[current.data]] !== undefined ? current.data : undefined
}

const handlers = z.enum(Object.keys(CALL_HANDLERS) as [CallHandler, ...CallHandler[]]) // the keys of the table above

/** Sends a number's calls elsewhere. The carrier makes a webhook resource of a script's URL; others get none here. */
export function routeCalls(
  number: BusinessNumber,
  { handler, to }: { handler: CallHandler; to: string },
  { resources }: World,
): void {
  number.callHandler = handler
  if (handler === 'relay_script') {
    const routed = number.callResource === null ? undefined : resources.webhooks.get(number.callResource)
    if (routed?.primaryUrl === to) return
    number.callResource = resources.addWebhook({
      name: number.name ?? number.number,
      usedFor: 'calling',
      primaryUrl: to,
      primaryMethod: 'POST',
      fallbackUrl: null,
      fallbackMethod: 'POST',
      statusUrl: null,
    }).id
  } else number.callResource = null
}
