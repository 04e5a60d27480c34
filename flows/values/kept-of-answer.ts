import type { OutboundRequest } from '../live-call.ts'

/** A value of an answer is no longer than this, whoever it comes from. Characters. */
const LONGEST = 1000

/**
 * What a request is to keep of an answer, as text; what the answer does not have there, or has as a list or an object, is
 * missing.
 * @param body the answer as it came, JSON or not.
 */
export function keptOf(body: string, keeps: OutboundRequest['keeps']): Readonly<Record<string, string>> {
  if (keeps.length === 0) return {}
  const answer = parsed(body)
  return Object.fromEntries(
    keeps.flatMap(({ name, pointer }) => {
      const found = at(answer, pointer)
      if (typeof found !== 'string' && typeof found !== 'number' && typeof found !== 'boolean') return []
      return [[name, String(found).slice(0, LONGEST).toWellFormed()] as const]
    }),
  )
}

/** A JSON pointer (RFC 6901): empty for the whole, otherwise the way to a part, each step behind a slash. */
export const JSON_POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/

function at(whole: unknown, pointer: string): unknown {
  const steps = pointer.split('/').slice(1)
  return steps.reduce<unknown>((part, step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(part)) return /^(?:0|[1-9]\d{0,8})$/.test(name) ? (part as unknown[])[Number(name)] : undefined
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, name)) return undefined
    return (part as Readonly<Record<string, unknown>>)[name]
  }, whole)
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
