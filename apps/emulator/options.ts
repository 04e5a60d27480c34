import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realClock, type Clock } from './clock.ts'

/** What an emulator is started with. Every field has a default, see {@link withDefaults}. */
export interface EmulatorOptions {
  /** TCP port on the loopback address; 0 takes a free one. */
  port?: number
  /** The account that clients sign in with (HTTP Basic user). */
  project?: string
  /** The account's API token (HTTP Basic password). */
  token?: string
  /** The key with which document fetches and callbacks are signed. */
  signingKey?: string
  /** How many outbound legs may start in a second; null for no limit. */
  callsPerSecond?: number | null
  /** Folder for recordings; made when missing. */
  dataFolder?: string
  /** Folder of the built page of virtual phones. */
  pageFolder?: string
  /** The engine's clock; tests hand in a faster one. */
  clock?: Clock
  /** A program that speaks like `espeak-ng`; looked for on PATH, tones when missing. */
  speechProgram?: string
}

/** Fills in what was not given. */
export function withDefaults(options: EmulatorOptions): Required<EmulatorOptions> {
  return {
    port: options.port ?? 3010,
    project: options.project ?? 'demo-project',
    token: options.token ?? 'demo-token',
    signingKey: options.signingKey ?? 'demo-signing-key',
    callsPerSecond: options.callsPerSecond === undefined ? 1 : options.callsPerSecond,
    dataFolder: options.dataFolder ?? join(tmpdir(), `emulator-recordings-${String(process.pid)}`),
    pageFolder: options.pageFolder ?? join(import.meta.dirname, '../../build/emulator'),
    clock: options.clock ?? realClock,
    speechProgram: options.speechProgram ?? 'espeak-ng'
  }
}
