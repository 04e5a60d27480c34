import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Arrival } from '#flows/arrival.ts'
import type { CallEvent } from '#flows/call-events.ts'
import type { CallKey, CallStore, KeptNews } from './store.ts'

/** What waits on the disk for the database. */
export type Waiting =
  | { readonly kind: 'arrival'; readonly arrival: Arrival }
  | { readonly kind: 'driver'; readonly key: CallKey }
  | { readonly kind: 'spoken'; readonly key: CallKey }
  | { readonly kind: 'events'; readonly key: CallKey; readonly events: readonly { readonly key: string; readonly event: CallEvent }[] }
  | { readonly kind: 'news'; readonly news: KeptNews }

/**
 * Keeps what the database could not take: one small file a thing, written whole or not at all.
 * Names begin with the kind and the call, so that a call's arrival and driver are found without a
 * search; the rest carries a number that keeps their order.
 */
export class DiskStore implements CallStore {
  readonly #folder: string
  #count = Date.now()

  /** @param folder made when it is missing. */
  constructor(folder: string) {
    this.#folder = folder
  }

  async freeze(arrival: Arrival): Promise<Arrival> {
    const key = { organisation: arrival.organisation, call: arrival.facts.call }
    const part = await this.#part({ kind: 'arrival', arrival })
    try {
      // unlike a rename, a link never replaces what stands
      await link(part, this.#path(`arrival-${name(key.call)}`))
      return arrival
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
      return (await this.read(key)) ?? arrival
    } finally {
      await rm(part, { force: true })
    }
  }

  async read(key: CallKey): Promise<Arrival | null> {
    const found = await this.#read(`arrival-${name(key.call)}`)
    return found?.kind === 'arrival' ? found.arrival : null
  }

  async spoken(key: CallKey): Promise<void> {
    await this.#write(`spoken-${name(key.call)}`, { kind: 'spoken', key })
  }

  async takeDriver(key: CallKey): Promise<boolean> {
    await this.#write(`driver-${name(key.call)}`, { kind: 'driver', key })
    return true
  }

  async drivenByDocument(key: CallKey): Promise<boolean> {
    return (await this.#read(`driver-${name(key.call)}`)) !== null
  }

  async append(key: CallKey, events: readonly { readonly key: string; readonly event: CallEvent }[]): Promise<void> {
    await this.#write(`later-${this.#next()}`, { kind: 'events', key, events })
  }

  async keep(news: KeptNews): Promise<void> {
    await this.#write(`later-${this.#next()}`, { kind: 'news', news })
  }

  /** Everything that waits, in the order in which the database must take it. */
  async *waiting(): AsyncGenerator<{ readonly what: Waiting; done(): Promise<void> }> {
    const files = await readdir(this.#folder).catch(() => [])
    const rank = (file: string): number => ORDER.findIndex((kind) => file.startsWith(kind))
    for (const file of files.filter((each) => each.endsWith('.json')).toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b))) {
      const what = await this.#read(file.slice(0, -'.json'.length))
      if (what) yield { what, done: () => rm(join(this.#folder, file), { force: true }) }
    }
  }

  #next(): string {
    this.#count += 1
    return `${this.#count}-${process.pid}`
  }

  async #write(file: string, what: Waiting): Promise<void> {
    await rename(await this.#part(what), this.#path(file))
  }

  /** Writes something whole under a name that nobody else uses. */
  async #part(what: Waiting): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const part = join(this.#folder, `${this.#next()}.part`)
    await writeFile(part, JSON.stringify(what), { mode: 0o600 })
    return part
  }

  #path(file: string): string {
    return join(this.#folder, `${file}.json`)
  }

  async #read(file: string): Promise<Waiting | null> {
    try {
      // our own file, written by the line above
      return JSON.parse(await readFile(this.#path(file), 'utf8')) as Waiting
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null
      throw error
    }
  }
}

/** Calls before what belongs to them; the driver last, so that nothing is dialled on a half-told call. */
const ORDER = ['arrival', 'spoken', 'driver', 'later']

/** A carrier's call id as a file name. */
function name(call: string): string {
  return encodeURIComponent(call).replaceAll('.', '%2E')
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
