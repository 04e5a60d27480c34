import { z } from 'zod'
import type { LegEnd } from '#flows/call-events.ts'
import { carrierId } from './carrier-id.ts'
import { e164, legEnd } from './spellings.ts'

/** What a status callback of the carrier says. Times are milliseconds since 1970, null when it names none. */
export type CarrierNews =
  | { readonly kind: 'leg'; readonly call: string; readonly state: 'created' | 'ringing' | 'answered'; readonly parent: string | null; readonly to: string | null; readonly at: number | null }
  | { readonly kind: 'leg-ended'; readonly call: string; readonly why: LegEnd; readonly parent: string | null; readonly to: string | null; readonly at: number | null }
  /** `call` is the leg whose document connects, `peer` the one that it reached. */
  | { readonly kind: 'connect'; readonly call: string; readonly state: 'connecting' | 'connected' | 'failed' | 'disconnected'; readonly peer: { readonly call: string | null; readonly to: string | null } | null; readonly at: number | null }
  | { readonly kind: 'recording'; readonly call: string; readonly state: 'recording' | 'paused' | 'no-input' | 'failed'; readonly at: number | null }
  | { readonly kind: 'recorded'; readonly call: string; readonly url: string; readonly seconds: number; readonly at: number | null }
  | { readonly kind: 'room'; readonly room: string; readonly what: string; readonly call: string | null; readonly at: number | null }
  /** Understood, but nothing that we act on. */
  | { readonly kind: 'other'; readonly what: string }
  | { readonly kind: 'unreadable'; readonly why: string }

/**
 * Reads a status callback: the envelope, or the flat form that some of the carrier's texts show for
 * legs dialled over REST. Tolerant, because the carrier documents these bodies in part only.
 */
export function readNews(body: unknown): CarrierNews {
  const envelope = envelopeForm.safeParse(body)
  if (envelope.success) {
    const { event_type, timestamp, params } = envelope.data
    return read(event_type, params, timestamp === null ? null : Math.round(timestamp * 1000))
  }
  const flat = callForm.safeParse(body)
  if (flat.success) return leg(flat.data, null)
  return { kind: 'unreadable', why: `neither an event of the carrier nor a call's state: ${z.prettifyError(envelope.error)}` }
}

/** What the carrier says when it fetches a document. */
export interface DocumentFetch {
  readonly call: string
  readonly direction: 'inbound' | 'outbound'
  /** The caller, or null when withheld or not a telephone number. */
  readonly from: string | null
  readonly to: string | null
}

/** Reads the body of a document fetch. @throws z.ZodError when it names no call */
export function readDocumentFetch(body: unknown): DocumentFetch {
  const { call } = fetchForm.parse(body)
  return {
    call: call.call_id,
    direction: call.direction === 'outbound' ? 'outbound' : 'inbound',
    from: e164(call.from_number ?? call.from),
    to: e164(call.to_number ?? call.to),
  }
}

/** The recording that an event of the carrier's log tells of; null for every other event. */
export function recordingInLog(event: { readonly name: string; readonly details: unknown }): { readonly url: string; readonly seconds: number } | null {
  if (!/record/.test(event.name)) return null
  const inner = z.object({ params: z.unknown() }).safeParse(event.details)
  const params = recordForm.safeParse(inner.success && inner.data.params !== undefined ? inner.data.params : event.details)
  if (!params.success) return null
  const news = record({ ...params.data, call_id: '-' }, null)
  return news.kind === 'recorded' ? { url: news.url, seconds: news.seconds } : null
}

function read(type: string, params: unknown, at: number | null): CarrierNews {
  switch (type) {
    case 'calling.call.state':
      return parsed(callForm, params, (data) => leg(data, at))
    case 'calling.call.connect':
      return parsed(connectForm, params, (data) => {
        const peer = data.peer ? { call: data.peer.call_id, to: e164(data.peer.device?.params?.to_number) ?? data.peer.device?.params?.to ?? null } : null
        return { kind: 'connect', call: data.call_id, state: data.connect_state, peer, at }
      })
    case 'calling.call.record':
      return parsed(recordForm.extend({ call_id: carrierId }), params, (data) => record(data, at))
    case 'calling.conference':
      return parsed(roomForm, params, (data) => ({ kind: 'room', room: data.name, what: data.status, call: data.call_id, at }))
    default:
      return { kind: 'other', what: type }
  }
}

function leg(data: z.output<typeof callForm>, at: number | null): CarrierNews {
  const about = { call: data.call, parent: data.parent?.call_id ?? null, to: data.device?.params?.to_number ?? data.device?.params?.to ?? data.to ?? null }
  switch (data.state) {
    case 'queued':
    case 'initiated':
    case 'created':
      return { kind: 'leg', ...about, state: 'created', at: at ?? data.start_time }
    case 'ringing':
      return { kind: 'leg', ...about, state: 'ringing', at }
    case 'answered':
    case 'in-progress':
      return { kind: 'leg', ...about, state: 'answered', at: at ?? data.answer_time }
    case 'ending':
      return { kind: 'other', what: 'ending' }
    case 'ended':
      return { kind: 'leg-ended', ...about, why: legEnd(data.end_reason), at: at ?? data.end_time }
    default:
      // The log's words for an end carry their reason themselves: busy, no-answer, canceled, completed, failed.
      return { kind: 'leg-ended', ...about, why: legEnd(data.state), at: at ?? data.end_time }
  }
}

/** Both layouts: the recording's fields beside the state, or inside `record`. */
function record(data: z.output<typeof recordForm> & { readonly call_id: string }, at: number | null): CarrierNews {
  const url = data.url ?? data.record?.url ?? null
  const about = { call: data.call_id, at }
  if (data.state === 'finished' && url !== null) return { kind: 'recorded', ...about, url, seconds: Math.round(data.duration ?? data.record?.duration ?? 0) }
  if (data.state === 'recording' || data.state === 'paused') return { kind: 'recording', ...about, state: data.state }
  return { kind: 'recording', ...about, state: data.state === 'no_input' ? 'no-input' : 'failed' }
}

function parsed<T>(form: z.ZodType<T>, params: unknown, then: (data: T) => CarrierNews): CarrierNews {
  const result = form.safeParse(params)
  return result.success ? then(result.data) : { kind: 'unreadable', why: z.prettifyError(result.error) }
}

const optional = <T>(schema: z.ZodType<T>) => schema.nullish().catch(null).transform((value) => value ?? null)
const text = optional(z.string().max(4_000))
const id = optional(carrierId)
const amount = optional(z.coerce.number().finite())
const device = optional(z.object({ params: optional(z.object({ to_number: text, from_number: text, to: text })) }))

const envelopeForm = z.object({ event_type: z.string(), timestamp: amount, params: z.record(z.string(), z.unknown()) })

const states = z.enum(['queued', 'initiated', 'created', 'ringing', 'answered', 'in-progress', 'ending', 'ended', 'completed', 'busy', 'failed', 'no-answer', 'canceled'])
const callForm = z
  .object({
    call_id: id,
    id,
    call_state: optional(states),
    status: optional(states),
    end_reason: text,
    to: text,
    device,
    parent: optional(z.object({ call_id: id })),
    start_time: amount,
    answer_time: amount,
    end_time: amount,
  })
  .transform(({ call_id, id, call_state, status, ...rest }, context) => {
    const call = call_id ?? id
    const state = call_state ?? status
    if (call !== null && state !== null) return { ...rest, call, state }
    context.addIssue('call_id and call_state are needed')
    return z.NEVER
  })

const connectForm = z.object({
  call_id: carrierId,
  connect_state: z.enum(['connecting', 'connected', 'failed', 'disconnected']),
  peer: optional(z.object({ call_id: id, device })),
})

const recordForm = z.object({
  state: z.enum(['recording', 'paused', 'finished', 'no_input', 'error']),
  url: text,
  duration: amount,
  record: optional(z.object({ url: text, duration: amount })),
})

const roomForm = z.object({ name: z.string(), status: z.string(), call_id: id })

const fetchForm = z.object({
  call: z.object({
    call_id: carrierId,
    direction: text,
    from: text,
    to: text,
    from_number: text,
    to_number: text,
  }),
})
