import type { RecordLimits } from '../live-call.ts'
import { ENDS_MESSAGE, firstWordWithin } from '../verbs/record/record.ts'
import { speechTime } from '../verbs/say/say.ts'
import type { Listener } from './played-document.ts'

/** A message that a caller is leaving. All times in milliseconds since 1970. */
export class Recording implements Listener {
  readonly #since: number
  readonly #limits: RecordLimits
  #spokenUntil: number
  #isEmpty = true
  #endedAt = Infinity

  constructor(since: number, limits: RecordLimits) {
    this.#since = since
    this.#spokenUntil = since
    this.#limits = limits
  }

  says(text: string, now: number): void {
    this.#spokenUntil = now + speechTime({ say: text })
    this.#isEmpty = false
  }

  presses(key: string, now: number): void {
    if (key === ENDS_MESSAGE) this.#endedAt = now
  }

  /** When it ends by itself, as far as is known by now. */
  get endsAt(): number {
    const { maxSeconds, silenceSeconds } = this.#limits
    const silence = this.#isEmpty ? firstWordWithin(this.#limits) : silenceSeconds
    return Math.min(this.#endedAt, this.#since + maxSeconds * 1000, this.#spokenUntil + silence * 1000)
  }

  /** How long it is if it ends now, in whole seconds; null when nothing was said. */
  secondsBy(now: number): number | null {
    return this.#isEmpty ? null : Math.max(1, Math.round((Math.min(now, this.#spokenUntil) - this.#since) / 1000))
  }
}
