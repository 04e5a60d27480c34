import { Interrupted, type Clock } from '../clock.ts'
import type { Leg } from '../engine/leg.ts'

/** What the far end did, or that it did nothing for the time given. */
export type Input = { kind: 'keys' } | { kind: 'words'; text: string; ms: number } | { kind: 'nothing' }

/** Waits for the next key or sentence, at most `ms`; keys that wait already count. @throws Interrupted */
export function nextInput(
  leg: Leg,
  { clock, ms, signal }: { clock: Clock; ms: number; signal: AbortSignal },
): Promise<Input> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Interrupted())
    if (leg.keys !== '') return resolve({ kind: 'keys' })
    const settle = (input: Input | null) => {
      stop()
      cancel()
      signal.removeEventListener('abort', interrupted)
      if (input) resolve(input)
      else reject(new Interrupted())
    }
    const interrupted = () => settle(null)
    const cancel = Number.isFinite(ms) ? clock.after(ms, () => settle({ kind: 'nothing' })) : () => undefined
    const stop = leg.listen((news) => {
      if (news.what === 'keys') settle({ kind: 'keys' })
      if (news.what === 'words') settle({ kind: 'words', text: news.text, ms: news.ms })
    })
    signal.addEventListener('abort', interrupted, { once: true })
  })
}

/** Takes one waiting key. */
export function takeKey(leg: Leg): string | undefined {
  const key = leg.keys[0]
  leg.keys = leg.keys.slice(1)
  return key
}
