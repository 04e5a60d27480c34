import type { Payload } from '@temporalio/common'

/** A payload in which some values are others; the same one where none is. @param change one value, after what it holds. */
export function changedPayload(payload: Payload, change: (value: unknown) => unknown): Payload {
  const text = new TextDecoder().decode(payload.data ?? undefined)
  let isChanged = false
  const value: unknown = parsed(text, (before) => {
    const after = change(before)
    isChanged ||= after !== before
    return after
  })
  return isChanged ? { ...payload, data: new TextEncoder().encode(JSON.stringify(value)) } : payload
}

/** What is no JSON holds nothing of ours. */
function parsed(text: string, each: (value: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, (_name, value: unknown) => each(value))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
