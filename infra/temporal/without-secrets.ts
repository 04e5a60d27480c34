import type { Payload } from '@temporalio/common'
import { changedPayload } from './changed-payload.ts'

/**
 * A payload without what callers have entered that is kept secret, as cards and PINs: whoever may read a history sees that
 * something was entered.
 */
export function withoutSecrets(payload: Payload): Payload {
  return changedPayload(payload, withoutSecret)
}

/** An answer is marked by its document (`flows/verbs/ask`), whoever passes it on. */
function withoutSecret(value: unknown): unknown {
  const isSecret = typeof value === 'object' && value !== null && 'secret' in value && value.secret === true
  return isSecret && 'text' in value ? { ...value, text: '' } : value
}
