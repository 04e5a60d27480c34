import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModelPlace } from './ai/model.ts'
import { realClock, type Clock } from './clock.ts'

/** What an emulator is started with. Every field has a default, see {@link withDefaults}. */
export interface EmulatorOptions {
  /** TCP port; 0 takes a free one. */
  port?: number
  /** The address to listen on: loopback only, unless somebody wants others on the network to hear calls and answer phones. */
  listen?: string
  /** Names, beside localhost, under which the emulator may be asked; without ports. */
  hosts?: string[]
  /** The account that clients sign in with (HTTP Basic user). */
  project?: string
  /** The account's API token (HTTP Basic password). */
  token?: string
  /** The key with which document fetches and callbacks are signed. */
  signingKey?: string
  /** How many outbound legs may start in a second; null for no limit. */
  callsPerSecond?: number | null
  /** Folder for recordings and for what the account owns; made when missing, readable by its owner only. A new one in the system's temporary folder when not given. */
  dataFolder?: string
  /** Folder of the built page of virtual phones. */
  pageFolder?: string
  /** The engine's clock; tests hand in a faster one. */
  clock?: Clock
  /** The language model that plays assistants; by rules when there is none. */
  model?: ModelPlace | null
  /** A program that speaks like `espeak-ng`; looked for on PATH, tones when missing. */
  speechProgram?: string
}

/** Fills in what was not given. */
export function withDefaults(options: EmulatorOptions): Required<EmulatorOptions> {
  return {
    port: options.port ?? 3010,
    listen: options.listen ?? '127.0.0.1',
    hosts: options.hosts ?? [],
    project: options.project ?? 'demo-project',
    token: options.token ?? 'demo-token',
    signingKey: options.signingKey ?? 'demo-signing-key',
    callsPerSecond: options.callsPerSecond === undefined ? 1 : options.callsPerSecond,
    dataFolder: options.dataFolder ?? mkdtempSync(join(tmpdir(), 'emulator-')),
    pageFolder: options.pageFolder ?? join(import.meta.dirname, '../../build/emulator'),
    clock: options.clock ?? realClock,
    model: options.model ?? null,
    speechProgram: options.speechProgram ?? 'espeak-ng',
  }
}
