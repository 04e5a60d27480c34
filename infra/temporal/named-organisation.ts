import type { Payload } from '@temporalio/common'

/** The organisation that our own inputs name: a call's arrival, and whatever is asked for a call; null where nothing is named. */
export function organisationNamedIn({ data }: Payload): string | null {
  const value = parsed(data)
  return text(value, 'organisation') ?? text(property(value, 'arrival'), 'organisation')
}

/** The call that they name, by the carrier's id of it; null where none is named. */
export function callNamedIn({ data }: Payload): string | null {
  const value = parsed(data)
  return text(value, 'call') ?? text(property(property(value, 'arrival') ?? value, 'facts'), 'call')
}

/** What is no JSON names nothing. */
function parsed(data: Payload['data']): unknown {
  try {
    return JSON.parse(Buffer.from(data ?? []).toString('utf8'))
  } catch {
    return null
  }
}

function text(value: unknown, name: string): string | null {
  const found = property(value, name)
  return typeof found === 'string' ? found : null
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
}
