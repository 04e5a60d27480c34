import { z } from 'zod'

/**
 * The carrier's answers, as far as we use them. Everything that a call can do without is optional:
 * the carrier adds and leaves out fields without notice.
 */
export type CarrierCall = z.output<typeof carrierCall>
export const carrierCall = z.object({
  id: z.string().min(1),
  /** Null for a browser's leg. */
  status: z
    .string()
    .nullish()
    .transform((status) => status ?? null),
})

/** One entry of the carrier's log of calls. */
export type LogEntry = z.output<typeof logEntry>
export const logEntry = z
  .object({
    id: z.string(),
    from: z.string().nullish(),
    to: z.string().nullish(),
    direction: z.string().nullish(),
    status: z.string().nullish(),
    duration: z.number().nullish(),
    created_at: z.string().nullish(),
    parent_id: z.string().nullish(),
  })
  .transform((entry) => ({
    id: entry.id,
    from: entry.from ?? null,
    to: entry.to ?? null,
    direction: entry.direction ?? null,
    status: entry.status ?? null,
    state: stateOf(entry.status ?? null),
    /** Whole seconds; null while the call runs. */
    seconds: entry.duration ?? null,
    /** Milliseconds since 1970; null when the carrier's text is no date. */
    createdAt: momentOf(entry.created_at ?? null),
    parent: entry.parent_id ?? null,
  }))

/** A text message: taken to be sent, or as the log has it. */
export type CarrierText = z.output<typeof carrierText>
export const carrierText = z
  .object({
    id: z.string().min(1).max(200),
    from: z.string().nullish(),
    to: z.string().nullish(),
    status: z.string().nullish(),
  })
  .transform(({ id, from, to, status }) => ({ id, from: from ?? null, to: to ?? null, status: status ?? null }))

/** How far a leg is, merged from all the words that the carrier has for it. */
export type LegState = 'queued' | 'ringing' | 'answered' | 'ended' | 'unknown'

function stateOf(status: string | null): LegState {
  switch (status) {
    case 'queued':
      return 'queued'
    case 'initiated':
    case 'created':
    case 'ringing':
      return 'ringing'
    case 'in-progress':
    case 'answered':
    case 'joined':
      return 'answered'
    case 'ending':
    case 'ended':
    case 'completed':
    case 'busy':
    case 'failed':
    case 'no-answer':
    case 'canceled':
      return 'ended'
    default:
      return 'unknown'
  }
}

/** Something that happened in a call, by the carrier's log; `details` differ by name. */
export type LogEvent = z.output<typeof logEvent>
export const logEvent = z
  .object({ event_at: z.string().nullish(), name: z.string(), details: z.unknown() })
  .transform((event) => ({ at: momentOf(event.event_at ?? null), name: event.name, details: event.details }))

export type CarrierRecording = z.output<typeof carrierRecording>
export const carrierRecording = z
  .object({
    id: z.string(),
    url: z.string().nullish(),
    status: z.string().nullish(),
    duration_in_seconds: z.number().nullish(),
    relay_pstn_leg_id: z.string().nullish(),
    relay_sip_leg_id: z.string().nullish(),
    relay_webrtc_leg_id: z.string().nullish(),
  })
  .transform((recording) => ({
    id: recording.id,
    url: recording.url ?? null,
    status: recording.status ?? null,
    seconds: recording.duration_in_seconds ?? 0,
    leg: recording.relay_pstn_leg_id ?? recording.relay_sip_leg_id ?? recording.relay_webrtc_leg_id ?? null,
  }))

export type CarrierNumber = z.output<typeof carrierNumber>
export const carrierNumber = z.object({
  id: z.string(),
  number: z.string(),
  name: z
    .string()
    .nullish()
    .transform((name) => name ?? null),
  /** The resource that answers calls to it. */
  calling_handler_resource_id: z
    .string()
    .nullish()
    .transform((id) => id ?? null),
})

export type WebhookResource = z.output<typeof webhookResource>
export const webhookResource = z.object({
  id: z.string(),
  display_name: z.string().nullish(),
  swml_webhook: z.object({
    name: z.string().nullish(),
    primary_request_url: z.string().nullish(),
    fallback_request_url: z.string().nullish(),
    status_callback_url: z.string().nullish(),
  }),
})

export type ScriptResource = z.output<typeof scriptResource>
export const scriptResource = z.object({
  id: z.string(),
  display_name: z.string().nullish(),
  swml_script: z.object({ request_url: z.string(), contents: z.unknown() }),
})

/** A page of a list; `next` is where the following page is asked for. */
export function page<T>(item: z.ZodType<T>) {
  return z.object({ data: z.array(item), links: z.object({ next: z.string().nullish() }).optional() })
}

function momentOf(text: string | null): number | null {
  const moment = Date.parse(text ?? '')
  return Number.isNaN(moment) ? null : moment
}
