import type { Payload } from '@temporalio/common'

/** The organisation that our own inputs name: a call's arrival, and whatever is asked for a call; null where nothing is named. */
export function organisationNamedIn({ data }: Payload): string | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(data ?? []).toString('utf8'))
    return named(value) ?? named(property(value, 'arrival'))
  } catch {
    return null
  }
}

function named(value: unknown): string | null {
  const organisation = property(value, 'organisation')
  return typeof organisation === 'string' ? organisation : null
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
}
