/** The sounds that a telephone network makes by itself. */
export type Tone = 'ringback' | 'bell' | 'music' | 'beep'

/** Plays tones made on the spot; nothing is loaded. Make one after a click, as browsers demand. */
export class Tones {
  readonly #context = new AudioContext()
  #stop: (() => void) | null = null

  /** Plays a tone until `silence` or the next tone; a beep ends by itself. */
  play(tone: Tone): void {
    this.silence()
    void this.#context.resume()
    const pattern = patterns[tone]
    const volume = this.#volume(pattern.loudness)
    let round = this.#context.currentTime + 0.05
    const schedule = () => {
      // Sounds are scheduled ahead of time, since timers of a hidden tab fire late.
      while (round < this.#context.currentTime + 3) {
        for (const note of pattern.notes) this.#note(volume, note, round)
        round += pattern.every
      }
    }
    if (pattern.every === 0) for (const note of pattern.notes) this.#note(volume, note, round)
    else schedule()
    const timer = pattern.every === 0 ? undefined : setInterval(schedule, 1000)
    this.#stop = () => {
      clearInterval(timer)
      volume.gain.setTargetAtTime(0, this.#context.currentTime, 0.02)
      setTimeout(() => volume.disconnect(), 200)
    }
  }

  /** The two tones of a key, as telephones send them. */
  key(key: string): void {
    const pair = keyTones[key]
    if (!pair) return
    void this.#context.resume()
    this.#note(this.#volume(0.05), { at: 0, for: 0.12, frequencies: pair }, this.#context.currentTime)
  }

  silence(): void {
    this.#stop?.()
    this.#stop = null
  }

  #volume(loudness: number): GainNode {
    const volume = this.#context.createGain()
    volume.gain.value = loudness
    volume.connect(this.#context.destination)
    return volume
  }

  #note(volume: GainNode, note: Note, from: number): void {
    const start = from + note.at
    const end = start + note.for
    const fade = this.#context.createGain()
    fade.gain.setValueAtTime(0, start)
    fade.gain.linearRampToValueAtTime(1, start + 0.015)
    fade.gain.setValueAtTime(1, Math.max(start + 0.015, end - (note.fades ?? 0.03)))
    fade.gain.linearRampToValueAtTime(0, end)
    fade.connect(volume)
    for (const frequency of note.frequencies) {
      const oscillator = this.#context.createOscillator()
      oscillator.type = note.soft ? 'triangle' : 'sine'
      oscillator.frequency.value = frequency
      oscillator.connect(fade)
      oscillator.start(start)
      oscillator.stop(end)
    }
  }
}

/** A note in seconds within its pattern. */
interface Note {
  readonly at: number
  readonly for: number
  readonly frequencies: readonly number[]
  readonly fades?: number
  readonly soft?: boolean
}

/** `every`: seconds after which the notes begin again; 0 means once. */
interface Pattern {
  readonly loudness: number
  readonly every: number
  readonly notes: readonly Note[]
}

const chords = [
  [262, 330, 392],
  [220, 262, 330],
  [175, 220, 262],
  [196, 247, 294],
]

const patterns: Record<Tone, Pattern> = {
  // The North American ringing tone: 440 and 480 Hz, two seconds on, four off (ITU-T E.180, supplement 2).
  ringback: { loudness: 0.06, every: 6, notes: [{ at: 0, for: 2, frequencies: [440, 480] }] },
  bell: {
    loudness: 0.07,
    every: 3,
    notes: [0, 0.16, 0.32, 0.9, 1.06, 1.22].map((at, index) => ({
      at,
      for: 0.22,
      frequencies: [[659, 784, 988][index % 3] ?? 659],
      fades: 0.18,
      soft: true,
    })),
  },
  music: {
    loudness: 0.045,
    every: 8,
    notes: chords.flatMap((chord, bar) =>
      [0, 1, 2, 1, 0, 2, 1, 2].map((step, beat) => ({
        at: bar * 2 + beat * 0.25,
        for: 0.6,
        frequencies: [(chord[step] ?? 262) * (beat === 5 ? 2 : 1)],
        fades: 0.5,
        soft: true,
      })),
    ),
  },
  beep: { loudness: 0.08, every: 0, notes: [{ at: 0.1, for: 0.4, frequencies: [1000] }] },
}

// Rows and columns of the telephone keypad (ITU-T Q.23).
const rows = [697, 770, 852, 941]
const columns = [1209, 1336, 1477]
const keyTones: Record<string, readonly number[]> = Object.fromEntries(
  '123456789*0#'.split('').map((key, index) => [key, [rows[Math.floor(index / 3)] ?? 0, columns[index % 3] ?? 0]]),
)
