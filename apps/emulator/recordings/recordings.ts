import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Leg } from '../engine/leg.ts'
import { speak } from './speech.ts'

/** A recording the account has. */
export interface Recording {
  id: string
  leg: Leg
  /** What was said, which the carrier's API does not reveal. */
  words: string[]
  seconds: number
  bytes: number
  stereo: boolean
  /** The conference that was recorded; null when it was the leg alone. */
  conference: string | null
  startedAt: number
  createdAt: number
}

/** The account's recordings: WAV files in a folder, their details in memory. */
export class Recordings {
  private readonly byId = new Map<string, Recording>()
  private readonly parts: { clock: Clock; folder: string; program: string }

  constructor(parts: { clock: Clock; folder: string; program: string }) {
    this.parts = parts
  }

  /** Keeps what was said on a leg, as a WAV as long as it took to say. */
  async keep(
    leg: Leg,
    said: { words: string[]; seconds: number; startedAt: number; stereo: boolean; conference: string | null },
  ): Promise<Recording> {
    const { clock, folder, program } = this.parts
    const id = randomUUID()
    const file = await speak(said.words.join(' '), { seconds: said.seconds, program, stereo: said.stereo })
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(this.path(id), file, { mode: 0o600 })
    const recording: Recording = { id, leg, ...said, bytes: file.length, createdAt: clock.now() }
    this.byId.set(id, recording)
    return recording
  }

  /** Newest first. */
  all(): Recording[] {
    return [...this.byId.values()].reverse()
  }

  get(id: string): Recording | undefined {
    return this.byId.get(id)
  }

  /** The WAV file of a recording that exists. */
  file(recording: Recording): Promise<Buffer> {
    return readFile(this.path(recording.id))
  }

  /** Takes a recording off the account; its file stays until the folder is emptied. */
  remove(id: string): boolean {
    return this.byId.delete(id)
  }

  private path(id: string): string {
    return join(this.parts.folder, `${id}.wav`)
  }
}
