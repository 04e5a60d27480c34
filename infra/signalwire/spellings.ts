import type { LegEnd } from '#flows/call-events.ts'

/** A telephone number in E.164, or null: withheld, an address of another kind, or malformed. */
export function e164(text: string | null | undefined): string | null {
  const bare = (text ?? '').replace(/^tel:/i, '').replace(/[\s().-]/g, '')
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : null
}

/**
 * Why a leg ended, from any of the carrier's spellings: end reasons of its callbacks (documentation
 * and SDK constants differ), and states of its log.
 */
export function legEnd(reason: string | null | undefined): LegEnd {
  switch ((reason ?? '').toLowerCase().replace(/[^a-z]/g, '')) {
    case 'noanswer':
    case 'timeout':
      return 'no-answer'
    case 'decline':
    case 'declined':
    case 'reject':
    case 'rejected':
      return 'declined'
    case 'busy':
      return 'busy'
    case 'cancel':
    case 'canceled':
    case 'cancelled':
    case 'abandoned':
      return 'cancelled'
    case '':
    case 'hangup':
    case 'completed':
    case 'ended':
    case 'maxduration':
      return 'hung-up'
    default:
      return 'failed'
  }
}
