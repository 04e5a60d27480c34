import type { VirtualClock } from './clock.ts'

/** What happened in a rehearsal, as a person would tell it; a failed scenario prints it. */
export class Timeline {
  readonly #clock: VirtualClock
  readonly #start: number
  readonly entries: { readonly ms: number; readonly words: string }[] = []

  constructor(clock: VirtualClock) {
    this.#clock = clock
    this.#start = clock.now()
  }

  tell(words: string): void {
    this.entries.push({ ms: this.#clock.now() - this.#start, words })
  }

  /** One line an entry: `0:12.340 Ben answers`. */
  toString(): string {
    return this.entries.map(({ ms, words }) => `${time(ms)} ${words}`).join('\n')
  }
}

function time(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.${String(Math.floor(ms % 1000)).padStart(3, '0')}`
}
