import type { LiveNumber } from '#infra/db/number/live-numbers.ts'
import type { SignalWire } from '#infra/signalwire/client.ts'

/** When the youngest of our legs that the log shows it knows was created, milliseconds since 1970; null when none. */
export type LogFreshness = () => Promise<number | null>

/**
 * Whether the carrier's log can be believed where it knows nothing of a leg: it may lag behind, and a proxy or another
 * space answers 404 as well. It can while it knows a younger leg of ours, listed and asked for by itself. Asked once at
 * most, and only when something seems to be forgotten.
 */
export function logFreshness(
  carrier: Pick<SignalWire, 'log' | 'logs'>,
  numbers: readonly Pick<LiveNumber, 'e164'>[],
): LogFreshness {
  let asked: Promise<number | null> | null = null
  return () => (asked ??= youngest(carrier, new Set(numbers.map(({ e164 }) => e164))))
}

async function youngest(
  carrier: Pick<SignalWire, 'log' | 'logs'>,
  numbers: ReadonlySet<string>,
): Promise<number | null> {
  const listed = await carrier.logs({ createdAfter: Date.now() - LATELY })
  const [latest] = listed
    .filter(({ from, to }) => numbers.has(from ?? '') || numbers.has(to ?? ''))
    .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
  return latest && (await carrier.log(latest.id)) ? latest.createdAt : null
}

/** Milliseconds: longer than a leg must have been unknown, and few pages of the log. */
const LATELY = 300_000
