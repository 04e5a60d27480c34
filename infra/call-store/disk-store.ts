import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Arrival } from '#flows/call/arrival.ts'
import type { CallEvent } from '#flows/call/happenings/happening.ts'
import { ownFolder, syncFolder, writeDurably } from './durable-file.ts'
import { hasCode, setAside } from './set-aside.ts'
import type { CallerLeft, CallKey, CallStore, KeptNews, KnownBefore } from './store.ts'
import { readWaiting, type Waiting } from './waiting.ts'

/** A file of the queue. */
export interface QueuedFile {
  readonly file: string
  /** null: torn, or not one of ours. */
  readonly what: Waiting | null
  /** The database has it. */
  done(): Promise<void>
  /** Nobody can take it over; `reason` in a sentence. */
  setAside(reason: string): Promise<void>
}

/**
 * Keeps what the database could not take: a small file each, on the disk before anybody relies on it, and whole or not
 * there at all. Names begin with the kind and the call, so that a call's arrival and driver are found without a
 * search; the rest carries a number that keeps their order.
 */
export class DiskStore implements CallStore {
  readonly folder: string
  #count = 0

  /** @param folder made when it is missing. */
  constructor(folder: string) {
    this.folder = folder
  }

  /** The disk has no contacts. */
  async knownCaller(): Promise<null> {
    return null
  }

  async freeze(arrival: Arrival): Promise<Arrival> {
    const key = { organisation: arrival.organisation, call: arrival.facts.call }
    const file = `arrival-${name(key.call)}.json`
    const part = await this.#part({ kind: 'arrival', arrival })
    try {
      if (await linked(part, join(this.folder, file))) return await this.#kept(arrival)
      const standing = await this.read(key)
      if (standing) return standing
      // what stands cannot be read: this arrival takes its place
      await setAside(this.folder, file, TORN)
      await linked(part, join(this.folder, file))
      return await this.#kept(arrival)
    } finally {
      await rm(part, { force: true })
    }
  }

  async read(key: CallKey): Promise<Arrival | null> {
    const found = await this.#read(`arrival-${name(key.call)}.json`)
    return found?.kind === 'arrival' ? found.arrival : null
  }

  async spoken(key: CallKey): Promise<void> {
    await this.#write(`spoken-${name(key.call)}.json`, { kind: 'spoken', key })
  }

  async takeDriver(key: CallKey): Promise<boolean> {
    await this.#write(`driver-${name(key.call)}.json`, { kind: 'driver', key })
    return true
  }

  async takeDriverUnlessRinging(key: CallKey): Promise<boolean> {
    return await this.takeDriver(key)
  }

  async mayDial(key: CallKey): Promise<boolean> {
    return !(await this.drivenByDocument(key))
  }

  /** The file's name says it, whatever has become of its content. */
  async drivenByDocument(key: CallKey): Promise<boolean> {
    return this.#has(`driver-${name(key.call)}.json`)
  }

  async beforeFirstWord(key: CallKey): Promise<KnownBefore> {
    return { driven: await this.drivenByDocument(key), kept: await this.kept(key) }
  }

  async callerLeft(key: CallKey, at: number): Promise<CallerLeft> {
    await this.#write(`left-${name(key.call)}.json`, { kind: 'left', key, at })
    return { known: true, talk: null }
  }

  async callerHasLeft(key: CallKey): Promise<boolean> {
    return this.#has(`left-${name(key.call)}.json`)
  }

  /** Ends are written by engines, to the database. */
  async isOver(): Promise<boolean> {
    return false
  }

  async talk(): Promise<undefined> {}

  async append(key: CallKey, events: readonly { readonly key: string; readonly event: CallEvent }[]): Promise<null> {
    await this.#write(`later-${this.#next()}.json`, { kind: 'events', key, events })
    return null
  }

  /** Among the newest notes only. */
  async keysOf({ call }: CallKey, beginning: string): Promise<ReadonlySet<string>> {
    const keys = (await this.#newest()).flatMap((what) =>
      what.kind === 'events' && what.key.call === call ? what.events.map(({ key }) => key) : [],
    )
    return new Set(keys.filter((key) => key.startsWith(beginning)))
  }

  async keep(news: KeptNews): Promise<void> {
    await this.#write(`later-${this.#next()}.json`, { kind: 'news', news })
  }

  /** Among the newest notes only: a call that begins has had no time for more, and an outage leaves thousands. */
  async kept(key: CallKey): Promise<readonly KeptNews[]> {
    return (await this.#newest()).flatMap((what) =>
      what.kind === 'news' && what.news.call === key.call ? [what.news] : [],
    )
  }

  /** It goes to the database with everything else; news may be told twice. */
  async delivered(): Promise<void> {}

  /** Everything that waits, in the order in which the database must take it. */
  async *waiting(): AsyncGenerator<QueuedFile> {
    const files = await readdir(this.folder).catch(() => [])
    const rank = (file: string): number => ORDER.findIndex((kind) => file.startsWith(kind))
    for (const file of files
      .filter((each) => each.endsWith('.json'))
      .toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b))) {
      const text = await this.#text(file)
      if (text === null) continue
      yield {
        file,
        what: readWaiting(text),
        done: () => rm(join(this.folder, file), { force: true }),
        setAside: (reason) => setAside(this.folder, file, reason),
      }
    }
    for (const file of files.filter((each) => each.endsWith('.part'))) await this.#tidy(file)
  }

  async #newest(): Promise<readonly Waiting[]> {
    const files = (await readdir(this.folder).catch(() => []))
      .filter((file) => file.startsWith('later-') && file.endsWith('.json'))
      .toSorted()
    const texts = await Promise.all(files.slice(-NEWEST).map((file) => this.#text(file)))
    return texts.flatMap((text) => (text === null ? [] : (readWaiting(text) ?? [])))
  }

  /** Rising across restarts and, as far as their clocks agree, across the processes that write here. */
  #next(): string {
    this.#count = Math.max(this.#count + 1, Date.now() * 1000)
    return `${this.#count}-${process.pid}`
  }

  /** Asked before each thing that is done for a call, and almost always in vain: to be told so in a while costs twenty times as much as at once. */
  #has(file: string): boolean {
    return existsSync(join(this.folder, file))
  }

  async #write(file: string, what: Waiting): Promise<void> {
    await rename(await this.#part(what), join(this.folder, file))
    await syncFolder(this.folder)
  }

  async #kept(arrival: Arrival): Promise<Arrival> {
    await syncFolder(this.folder)
    return arrival
  }

  /** Writes something whole under a name that nobody else uses. */
  async #part(what: Waiting): Promise<string> {
    await ownFolder(this.folder)
    const part = join(this.folder, `${this.#next()}.part`)
    await writeDurably(part, JSON.stringify(what))
    return part
  }

  /** A process that died while writing has promised nothing about it to anybody. */
  async #tidy(file: string): Promise<void> {
    const path = join(this.folder, file)
    const written = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    )
    if (Date.now() - written > WRITTEN_WITHIN) await rm(path, { force: true })
  }

  async #read(file: string): Promise<Waiting | null> {
    const text = await this.#text(file)
    return text === null ? null : readWaiting(text)
  }

  async #text(file: string): Promise<string | null> {
    try {
      return await readFile(join(this.folder, file), 'utf8')
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null
      // a folder of that name, a file that may not be read, a disk that no longer gives it back
      return ''
    }
  }
}

/** Why a file that cannot be read was set aside. */
export const TORN = 'its content is torn, or not what Ringdown writes'

/** Calls before what belongs to them; the driver last, so that nothing is dialled on a half-told call. */
const ORDER = ['arrival', 'spoken', 'driver', 'left', 'later']

/** Milliseconds. */
const WRITTEN_WITHIN = 60_000

/** Unlike a rename, a link never replaces what stands. @returns whether nothing stood there. */
async function linked(part: string, path: string): Promise<boolean> {
  try {
    await link(part, path)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/** A carrier's call id as a file name; one that would not do (too long, half a character) goes by its hash. */
function name(call: string): string {
  const plain = call.isWellFormed() ? encodeURIComponent(call).replaceAll('.', '%2E') : ''
  return plain !== '' && plain.length <= 150 ? plain : `~${createHash('sha256').update(call, 'utf16le').digest('hex')}`
}

/** How many notes are looked through for what waits for one call. */
const NEWEST = 100
