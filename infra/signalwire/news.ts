import { z } from 'zod'
import type { LegEnd } from '#flows/call/happenings/happening.ts'
import { callerOf } from './caller.ts'
import { carrierId } from './carrier-id.ts'
import { device, id, optional, parsed, text } from './news-forms.ts'
import { e164, legEnd } from './spellings.ts'
import { carrierVerbs } from './verbs/carrier-verbs.ts'

/** What a status callback of the carrier says. Times are milliseconds since 1970, null when it names none. */
export type CarrierNews =
  | {
      readonly kind: 'leg'
      readonly call: string
      readonly state: 'created' | 'ringing' | 'answered'
      readonly parent: string | null
      readonly to: string | null
      readonly at: number | null
    }
  | {
      readonly kind: 'leg-ended'
      readonly call: string
      readonly why: LegEnd
      readonly parent: string | null
      readonly to: string | null
      readonly at: number | null
    }
  /** `call` is the leg whose document connects, `peer` the one that it reached. */
  | {
      readonly kind: 'connect'
      readonly call: string
      readonly state: 'connecting' | 'connected' | 'failed' | 'disconnected'
      readonly peer: { readonly call: string | null; readonly to: string | null } | null
      readonly at: number | null
    }
  | {
      readonly kind: 'recording'
      readonly call: string
      readonly state: 'recording' | 'paused' | 'no-input' | 'failed'
      readonly at: number | null
    }
  | {
      readonly kind: 'recorded'
      readonly call: string
      readonly url: string
      readonly seconds: number
      readonly at: number | null
    }
  | {
      readonly kind: 'room'
      readonly room: string
      readonly what: string
      readonly call: string | null
      readonly at: number | null
    }
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
  return {
    kind: 'unreadable',
    why: `neither an event of the carrier nor a call's state: ${z.prettifyError(envelope.error)}`,
  }
}

/** What the carrier says when it fetches a document. */
export interface DocumentFetch {
  readonly call: string
  readonly direction: 'inbound' | 'outbound'
  /** The caller: E.164, or another address as it was sent; null when withheld. */
  readonly from: string | null
  readonly to: string | null
}

/** Reads the body of a document fetch. @throws z.ZodError when it names no call */
export function readDocumentFetch(body: unknown): DocumentFetch {
  const { call } = fetchForm.parse(body)
  return {
    call: call.call_id,
    direction: call.direction === 'outbound' ? 'outbound' : 'inbound',
    from: callerOf(call.from_number ?? call.from),
    to: e164(call.to_number ?? call.to),
  }
}

function read(type: string, params: unknown, at: number | null): CarrierNews {
  if (type === 'calling.call.state') return parsed(callForm, params, (data) => leg(data, at))
  return callbacks.get(type)?.(params, at) ?? { kind: 'other', what: type }
}

/** Every other event that we understand is about a verb. */
const callbacks = new Map(
  Object.values(carrierVerbs).flatMap(({ callback }) => (callback ? [[callback.event, callback.read] as const] : [])),
)

function leg(data: z.output<typeof callForm>, at: number | null): CarrierNews {
  const about = {
    call: data.call,
    parent: data.parent?.call_id ?? null,
    to: data.device?.params?.to_number ?? data.device?.params?.to ?? data.to ?? null,
  }
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

/** A moment in the carrier's lifetime, in seconds or milliseconds since 1970; what cannot be one counts as not told. */
const moment = ({ in: unit }: { readonly in: 's' | 'ms' }) => {
  const [from, until] = [Date.UTC(2000), Date.UTC(3000)].map((at) => (unit === 's' ? at / 1000 : at))
  return optional(
    z.coerce
      .number()
      .min(from ?? 0)
      .max(until ?? 0),
  )
}

const envelopeForm = z.object({
  event_type: z.string(),
  timestamp: moment({ in: 's' }),
  params: z.record(z.string(), z.unknown()),
})

const states = z.enum([
  'queued',
  'initiated',
  'created',
  'ringing',
  'answered',
  'in-progress',
  'ending',
  'ended',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
])
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
    start_time: moment({ in: 'ms' }),
    answer_time: moment({ in: 'ms' }),
    end_time: moment({ in: 'ms' }),
  })
  .transform(({ call_id, id, call_state, status, ...rest }, context) => {
    const call = call_id ?? id
    const state = call_state ?? status
    if (call !== null && state !== null) return { ...rest, call, state }
    context.addIssue('call_id and call_state are needed')
    return z.NEVER
  })

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
