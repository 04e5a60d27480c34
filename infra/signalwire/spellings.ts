import type { LegEnd } from '#flows/call/happenings/happening.ts'
import type { LogEntry } from './answers.ts'

/** A phone number in E.164, or null: withheld, an address of another kind, or malformed. */
export function e164(text: string | null | undefined): string | null {
  const bare = (text ?? '').replace(/^tel:/i, '').replace(/[\s().-]/g, '')
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : null
}

/**
 * Why a leg ended, from any spelling of the carrier's callbacks: documentation and SDK constants differ. A callback that
 * gives no reason says no more than that the leg is over.
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
    case 'ended':
      return 'unknown'
    case 'hangup':
    case 'completed':
    case 'maxduration':
      return 'hung-up'
    default:
      return 'failed'
  }
}

/**
 * Why a leg ended that only the carrier's log reports. It cannot be known: the log writes every leg of ours as `ended`,
 * or, as its reference has it, a declined call as busy. Whoever had picked up has hung up.
 */
export function endInLog({ pickedUp = false }: { readonly pickedUp?: boolean } = {}): LegEnd {
  return pickedUp ? 'hung-up' : 'unknown'
}

/**
 * When a leg ended by the carrier's log, milliseconds since 1970; null where it does not say. Its seconds are rounded up: no end is later than now.
 * @param answeredAt when it was answered, as far as anybody else knows: the seconds may count from there, which the log does not tell
 */
export function endedAtInLog(
  { state, createdAt, seconds }: Pick<LogEntry, 'state' | 'createdAt' | 'seconds'>,
  answeredAt: number | null,
): number | null {
  return state !== 'ended' || createdAt === null || seconds === null
    ? null
    : Math.min(Math.max(createdAt, answeredAt ?? 0) + seconds * 1000, Date.now())
}
