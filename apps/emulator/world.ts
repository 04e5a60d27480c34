import { BY_RULES, type Playing } from './ai/playing.ts'
import { accountOf, type Account } from './account.ts'
import { Resources, type BusinessNumber } from './carrier/resources.ts'
import type { Clock } from './clock.ts'
import type { Phone } from './engine/phones.ts'
import { Rooms } from './engine/rooms.ts'
import type { StatusTarget } from './engine/leg.ts'
import type { Source } from './engine/programs.ts'
import { Status } from './engine/status.ts'
import { Switchboard } from './engine/switchboard.ts'
import { Faults } from './faults.ts'
import { Journal } from './journal.ts'
import { AccountFile } from './kept-account.ts'
import { NewsDesk } from './news.ts'
import { Messages } from './messages.ts'
import type { EmulatorOptions } from './options.ts'
import { Callbacks } from './outgoing/callbacks.ts'
import { askTool } from './outgoing/ask-tool.ts'
import { exchange } from './outgoing/exchange.ts'
import { fetchDocument } from './outgoing/fetch-document.ts'
import { Recordings, type Recording } from './recordings/recordings.ts'
import { firstSettings, type Settings } from './settings.ts'

/** Everything an emulator is, put together: the carrier, its customer's account, and the phones of the world. */
export class World {
  readonly account: Account
  readonly clock: Clock
  readonly settings: Settings
  readonly faults = new Faults()
  readonly journal = new Journal()
  readonly news = new NewsDesk()
  readonly resources: Resources
  readonly recordings: Recordings
  readonly callbacks: Callbacks
  readonly switchboard: Switchboard
  readonly messages: Messages
  /** How assistants play from now on. */
  playing: Playing = BY_RULES
  /** Where the emulator listens; known once it does. */
  url = ''
  private readonly callsPerSecond: number | null
  private readonly file: AccountFile

  constructor(options: Required<EmulatorOptions>) {
    const { clock } = options
    this.account = accountOf(options)
    this.clock = clock
    this.callsPerSecond = options.callsPerSecond
    this.settings = firstSettings(options.callsPerSecond)
    this.file = new AccountFile(options.dataFolder)
    const { names, ...owned } = this.file.read()
    this.resources = new Resources(clock, { owned, changed: () => this.keepAccount() })
    this.recordings = new Recordings({ clock, folder: options.dataFolder, program: options.speechProgram })
    const { account, faults, journal, settings, news } = this
    this.callbacks = new Callbacks({ account, clock, faults, journal, settings })
    this.messages = new Messages({
      account,
      clock,
      callbacks: this.callbacks,
      faults,
      journal,
      resources: this.resources,
    })
    this.switchboard = new Switchboard({
      account,
      clock,
      settings,
      news,
      rooms: new Rooms({ clock, settings }),
      status: new Status({ account, clock, callbacks: this.callbacks, settings }),
      request: (order) => exchange(order, journal),
      askTool: (post) => askTool(post, { account, clock, faults, journal, settings }),
      playing: () => this.playing,
      model: options.model,
      ids: { project_id: account.projectId, space_id: account.spaceId },
      fetchDocument: (leg, order) => fetchDocument(leg, { order, account, journal }),
      keepRecording: async (leg, said) => {
        const recording = await this.recordings.keep(leg, said)
        const kept = {
          id: recording.id,
          url: this.recordingUrl(recording),
          seconds: recording.seconds,
          bytes: recording.bytes,
        }
        if (leg.callId)
          this.switchboard.calls.get(leg.callId)?.recordings.push({ id: kept.id, url: kept.url, seconds: kept.seconds })
        leg.logLine('calling_call_record', {
          state: 'finished',
          url: kept.url,
          duration: kept.seconds,
          size: kept.bytes,
          recording_id: kept.id,
        })
        return kept
      },
    })
    for (const [number, name] of Object.entries(names)) this.switchboard.phones.at(number).name = name
  }

  /** Names a phone, for good. */
  namePhone(phone: Phone, name: string): void {
    phone.name = name
    this.keepAccount()
  }

  /** Where a recording can be fetched with the account's credentials. */
  recordingUrl(recording: Pick<Recording, 'id'>): string {
    return `${this.url}/api/v1/recordings/${recording.id}/download`
  }

  /** Where a script resource is served. */
  scriptUrl(script: { id: string }): string {
    return `${this.url}/relay-bins/${script.id}`
  }

  /** Where the document for a call to this number comes from, and who hears of the call. */
  handlerOf(number: BusinessNumber): { source: Source | { missing: string }; status: StatusTarget | null } {
    const resource = number.callResource ? this.resources.get(number.callResource) : undefined
    const status = resource?.statusUrl
      ? { url: resource.statusUrl, events: ['created', 'ringing', 'answered', 'ended'], byDial: false }
      : null
    if (resource?.kind === 'swml_script') return { source: { url: this.scriptUrl(resource), method: 'POST' }, status }
    if (!resource) return { source: { missing: whyNotPlayed(number) }, status }
    const { primaryUrl: url, primaryMethod: method, fallbackUrl, fallbackMethod } = resource
    return { source: { url, method, ...(fallbackUrl ? { fallbackUrl, fallbackMethod } : {}) }, status }
  }

  /** Ends all calls; forgets journal, faults and behaviours; restores the first settings. Numbers, names and resources stay. */
  reset(): void {
    this.faults.forget()
    this.playing = BY_RULES
    Object.assign(this.settings, firstSettings(this.callsPerSecond))
    this.switchboard.endAll('the emulator was reset')
    for (const phone of this.switchboard.phones.all()) phone.forgetBehaviour()
    this.journal.forget()
    this.news.tell({ event: 'reset' })
  }

  /** What the next start is to find: written before whoever changed it gets an answer. */
  private keepAccount(): void {
    const named = this.switchboard.phones.all().flatMap(({ number, name }) => (name === null ? [] : [[number, name]]))
    this.file.write({ ...this.resources.owned, names: Object.fromEntries(named) })
  }
}

function whyNotPlayed({ number, callHandler }: BusinessNumber): string {
  if (callHandler === null || callHandler === 'relay_script')
    return `${number} has no call handler: assign a resource to it with phone_routes, or set call_relay_script_url`
  return `the calls of ${number} go to ${callHandler}, which the emulator does not play: set call_handler to relay_script, or assign a resource with phone_routes`
}
