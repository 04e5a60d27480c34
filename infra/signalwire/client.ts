import { z } from 'zod'
import { account, type Account } from './account.ts'
import {
  carrierCall,
  carrierRecording,
  carrierText,
  logEntry,
  logEvent,
  type CarrierCall,
  type CarrierRecording,
  type CarrierText,
  type LogEntry,
  type LogEvent,
} from './answers.ts'
import { LONGEST_MESSAGE } from '#flows/live-call.ts'
import type { Take } from '../outgoing/guarded-fetch.ts'
import { refusalOf } from '../outgoing/places.ts'
import { CarrierError } from './carrier-error.ts'
import type { Swml } from './documents/swml.ts'
import { everyPage } from './every-page.ts'
import { filePlaces } from './file-places.ts'
import { http, type HttpSettings } from './http.ts'
import { refuseUnreachable } from './reachable.ts'

export interface SignalWireSettings extends HttpSettings {
  readonly timeouts?: Partial<Timeouts>
}

/** Milliseconds to the full answer. A redirect is kept short: the caller waits for it. */
export interface Timeouts {
  readonly dial: number
  readonly redirect: number
  readonly command: number
  readonly read: number
  readonly configure: number
  /** Long enough for the longest message at 240 kB a second, and within the ten minutes of the activity that keeps it. */
  readonly download: number
}

export interface Dial {
  readonly from: string
  /** E.164, `sip:…` or `/private/…`. */
  readonly to: string
  /** The number that the phone shows in place of `from`: the carrier refuses one that is neither bought nor verified. */
  readonly callerId?: string
  /** How long it rings before the carrier ends it, 1 to 600 s. Whole seconds. */
  readonly seconds: number
  readonly swml: Swml
  /** Where the carrier tells of created, ringing, answered and ended; absent when nobody needs to know. */
  readonly statusUrl?: string
  /** Kept with the leg and sent back when a document is fetched. */
  readonly variables?: Readonly<Record<string, string>>
}

/**
 * The carrier's REST interface, as far as we use it. Every method sends one request (a list: one a
 * page) and repeats nothing: whether something may be done twice is decided by the one who asks.
 * Every method throws {@link CarrierError}.
 */
export interface SignalWire extends Account {
  /** Places a leg. Has no key against doubles: after `lost`, look in the log before dialling again. */
  dial(leg: Dial): Promise<CarrierCall>
  /** Gives an answered leg a new document. `not-answered` while it rings, `gone` when it is over. */
  redirect(leg: { readonly id: string; readonly swml: Swml }): Promise<void>
  /** Stops a leg that is queued or ringing; refused with `cannot_cancel_in_progress` when it is answered. */
  cancel(id: string): Promise<void>
  end(id: string, reason?: 'hangup' | 'busy' | 'decline'): Promise<void>
  /** The carrier's own time, by which its log is dated; ours until it has answered once. Milliseconds since 1970, right to about a second. */
  now(): number
  /** What the log says of a leg; null when it has no entry. */
  log(id: string): Promise<LogEntry | null>
  /** Entries of legs that were created from one moment to another (milliseconds since 1970), else to now, as the carrier orders them. */
  logs(span: { readonly createdAfter: number; readonly createdBefore?: number }): Promise<LogEntry[]>
  logEvents(id: string): Promise<LogEvent[]>
  recordings(): Promise<CarrierRecording[]>
  /** Sends a text message from one of our numbers. Has no key against doubles, as a dial: after `lost`, look in the log. */
  sendText(text: { readonly from: string; readonly to: string; readonly body: string }): Promise<CarrierText>
  /** Text messages that were created from then on (milliseconds since 1970), both ways. */
  texts(span: { readonly createdAfter: number }): Promise<CarrierText[]>
  /**
   * Sound as long as the longest message, from one of the carrier's own addresses; `refused` in a sentence when it is anything
   * else. It is taken bit by bit; what `take` throws comes as it is.
   */
  downloadRecording<T>(url: string, take: Take<T>): Promise<T>
  /** Why a recording of this address would be refused unseen; null when it would be fetched. */
  refusesRecording(url: string): string | null
}

export function signalWire(settings: SignalWireSettings): SignalWire {
  const wire = http(settings)
  const within: Timeouts = {
    dial: 4000,
    redirect: 3000,
    command: 5000,
    read: 5000,
    configure: 10_000,
    download: 480_000,
    ...settings.timeouts,
  }
  const command = <T>(what: string, milliseconds: number, body: unknown, answer: z.ZodType<T>) =>
    wire.send({ what, method: 'POST', path: '/api/calling/calls', body, within: milliseconds, answer })
  const all = <T>(what: string, path: string, item: z.ZodType<T>, query: Readonly<Record<string, string>> = {}) =>
    everyPage(wire, { what, path, query, within: within.read, item })

  return {
    ...account(wire, { baseUrl: settings.baseUrl, within }),

    async dial(leg) {
      if (leg.statusUrl !== undefined) refuseUnreachable({ baseUrl: settings.baseUrl, url: leg.statusUrl })
      const params = {
        from: leg.from,
        to: leg.to,
        ...(leg.callerId !== undefined && { caller_id: leg.callerId }),
        timeout: leg.seconds,
        swml: leg.swml,
        ...(leg.statusUrl === undefined
          ? {}
          : { status_url: leg.statusUrl, status_events: ['created', 'ringing', 'answered', 'ended'] }),
        ...(leg.variables ? { custom_variables: leg.variables } : {}),
      }
      return command('dial', within.dial, { command: 'dial', params }, carrierCall)
    },
    async redirect({ id, swml }) {
      await command('redirect', within.redirect, { command: 'update', params: { id, swml } }, anything)
    },
    async cancel(id) {
      await command('cancel', within.command, { command: 'update', params: { id, status: 'canceled' } }, anything)
    },
    async end(id, reason = 'hangup') {
      await command('end', within.command, { command: 'calling.end', id, params: { reason } }, anything)
    },

    now: () => wire.now(),
    log: (id) =>
      unlessGone(
        wire.send({
          what: 'log',
          method: 'GET',
          path: `/api/voice/logs/${encodeURIComponent(id)}`,
          within: within.read,
          answer: logEntry,
        }),
      ),
    logs: ({ createdAfter, createdBefore }) =>
      all('logs', '/api/voice/logs', logEntry, {
        created_after: new Date(createdAfter).toISOString(),
        ...(createdBefore !== undefined && { created_before: new Date(createdBefore).toISOString() }),
      }),
    logEvents: (id) => all('log events', `/api/voice/logs/${encodeURIComponent(id)}/events`, logEvent),
    sendText: (text) =>
      wire.send({
        what: 'text',
        method: 'POST',
        path: '/api/messaging/messages',
        body: text,
        within: within.command,
        answer: carrierText,
      }),
    texts: ({ createdAfter }) =>
      all('texts', '/api/messaging/logs', carrierText, { created_after: new Date(createdAfter).toISOString() }),
    recordings: () => all('recordings', '/api/relay/rest/recordings', carrierRecording),
    downloadRecording: (url, take) =>
      wire.download({ url, within: within.download, most: MOST_SOUND, types: SOUND }, take),
    refusesRecording: (url) => refusalOf(url, filePlaces(settings.baseUrl)),
  }
}

const anything = z.unknown()

/** What a recording may be said to be; some file hosts say nothing of what they keep. What it is, its bytes tell. */
const SOUND = ['audio/', 'application/octet-stream', 'binary/octet-stream']

/**
 * In bytes: the longest message, and a minute for whatever the carrier adds, uncompressed. A telephone's sound is 16,000 bytes
 * a second; twice that is sound of a better line, or of both sides.
 */
export const MOST_SOUND = (LONGEST_MESSAGE + 60) * 32_000

async function unlessGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof CarrierError && error.kind === 'gone') return null
    throw error
  }
}
