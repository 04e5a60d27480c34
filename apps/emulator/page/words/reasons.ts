import type { Call } from '../control-plane.ts'

/** Why a call ended, in words; empty when somebody simply hung up, as the story tells. */
export function whyEnded({ endReason }: Pick<Call, 'endReason'>): string {
  if (!endReason || endReason === 'hangup') return ''
  return reasons.get(endReason) ?? endReason
}

// The carrier's own spelling of its reasons.
const reasons = new Map([
  ['cancel', 'the caller gave up'],
  ['busy', 'the line was busy'],
  ['no_answer', 'nobody answered'],
  ['declined', 'the call was declined'],
  ['error', 'something went wrong'],
])
