import type { Leg } from '../engine/leg.ts'
import type { Settings } from '../settings.ts'

const TYPES = { phone: 'relay_pstn_call', sip: 'relay_sip_call', webrtc: 'relay_webrtc_call' } as const

/** A leg as the Calling API answers with it. */
export function callResponse(leg: Leg): Record<string, unknown> {
  return { ...common(leg), status: commandStatus(leg) }
}

/** A leg as the voice logs list it. */
export function voiceLog(
  leg: Leg,
  settings: Pick<Settings, 'voiceLogStatus'>,
): { status: string } & Record<string, unknown> {
  return { ...common(leg), status: logStatus(leg, settings) }
}

function common(leg: Leg): Record<string, unknown> {
  const { answered, ended, queued = 0 } = leg.times
  const ms = answered === undefined || ended === undefined ? null : ended - answered
  return {
    id: leg.id,
    from: leg.from,
    to: leg.to,
    direction: leg.direction === 'inbound' ? 'inbound' : leg.byApi ? 'outbound-api' : 'outbound',
    source: 'realtime_api',
    url: leg.documentUrl,
    charge: 0,
    created_at: new Date(queued).toISOString(),
    charge_details: [],
    duration: ms === null ? null : Math.ceil(ms / 1000),
    duration_ms: ms,
    billing_ms: ms === null ? null : Math.ceil(ms / 60_000) * 60_000,
    type: TYPES[leg.device],
    parent_id: leg.parent?.id ?? null,
  }
}

function commandStatus(leg: Leg): string {
  if (!leg.isOver) return leg.state
  if (leg.endReason === 'cancel') return 'canceled'
  return leg.endReason === 'error' ? 'failed' : 'ended'
}

const LOG_STATUS: Record<string, string> = {
  busy: 'busy',
  declined: 'busy',
  no_answer: 'no-answer',
  cancel: 'canceled',
  error: 'failed',
  hangup: 'canceled',
}

function logStatus(leg: Leg, { voiceLogStatus }: Pick<Settings, 'voiceLogStatus'>): string {
  if (!leg.isOver || voiceLogStatus === 'ended') return leg.state
  return leg.times.answered === undefined ? (LOG_STATUS[leg.endReason ?? 'error'] ?? 'failed') : 'completed'
}
