/** The engine's only source of time: everything that waits in a call waits here. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs `deed` once, `ms` from now; the returned function cancels it. */
  after(ms: number, deed: () => void): () => void
}

/** Real time. */
export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, deed) {
    const timer = setTimeout(deed, Math.min(ms, LONGEST))
    return () => clearTimeout(timer)
  },
}

/** The longest that Node can wait, 24 days, in milliseconds; more would be no time at all. */
const LONGEST = 2 ** 31 - 1

/** Thrown into whatever a leg was waiting for when its document is taken away. */
export class Interrupted extends Error {
  override name = 'Interrupted'
}

/** Waits `ms` on the clock, or throws {@link Interrupted} as soon as the signal fires. */
export function pause(clock: Clock, { ms, signal }: { ms: number; signal: AbortSignal }): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Interrupted())
    const stop = () => {
      cancel()
      reject(new Interrupted())
    }
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', stop)
      resolve()
    })
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** Throws {@link Interrupted} when the signal has fired. */
export function proceed(signal: AbortSignal): void {
  if (signal.aborted) throw new Interrupted()
}

/** A time as the control plane writes it: ISO-8601 with milliseconds, or null. */
export function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}

/** Milliseconds of a length such as "3s", "250ms" or "1.5s"; undefined when it is none, or more than a day. */
export function milliseconds(length: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(length.trim())
  if (!match) return undefined
  const ms = Number(match[1]) * { ms: 1, s: 1000, m: 60_000 }[match[2] as 'ms' | 's' | 'm'] // the pattern admits these three only
  return ms <= A_DAY ? ms : undefined
}

const A_DAY = 86_400_000
