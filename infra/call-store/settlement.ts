import type { Logger } from 'pino'
import { answerInWords, databaseAnswer, UnknownCall } from './database-answer.ts'
import type { DatabaseStore } from './database-store.ts'
import { TORN, type DiskStore, type QueuedFile } from './disk-store.ts'
import { callOf, type Waiting } from './waiting.ts'

/**
 * Brings what waits on the disk to the database. One thing that does not get through holds nothing back but the rest of
 * its own call, whose order is kept; what never will is set aside. Only a database that is not there ends a round.
 */
export class Settlement {
  readonly #database: DatabaseStore
  readonly #disk: DiskStore
  readonly #log: Logger
  /** Files that the database has not taken although it answers, since when. */
  readonly #stuck = new Map<string, number>()

  constructor(database: DatabaseStore, disk: DiskStore, log: Logger) {
    this.#database = database
    this.#disk = disk
    this.#log = log
  }

  /** One round over everything that waits. @returns how many things went over. */
  async once(now: () => number = Date.now): Promise<number> {
    let moved = 0
    const waits = new Set<string>()
    for await (const queued of this.#disk.waiting()) {
      const { what } = queued
      if (what === null) {
        await this.#setAside(queued, TORN)
        continue
      }
      if (waits.has(callOf(what))) continue
      const outcome = await this.#bring(queued, what, now())
      if (outcome === 'silent') return moved
      if (outcome === 'waits') waits.add(callOf(what))
      if (outcome === 'moved') moved += 1
    }
    return moved
  }

  async #bring(queued: QueuedFile, what: Waiting, now: number): Promise<'moved' | 'waits' | 'aside' | 'silent'> {
    try {
      await deliver(this.#database, what)
    } catch (error) {
      const answer = databaseAnswer(error)
      if (answer === 'silent' || (answer === 'unclear' && !(await this.#database.answers()))) {
        this.#log.warn({ error }, 'What waits on the disk stays there: the database does not take it yet')
        return 'silent'
      }
      const since = this.#stuck.get(queued.file) ?? now
      this.#stuck.set(queued.file, since)
      if (answer !== 'refused' && now - since < PATIENCE[answer]) return 'waits'
      // for a call that never arrived there is nothing to keep
      if (answer === 'unknown' && what.kind === 'left') return await this.#moved(queued)
      await this.#setAside(queued, answerInWords(error))
      return 'aside'
    }
    return await this.#moved(queued)
  }

  async #moved(queued: QueuedFile): Promise<'moved'> {
    this.#stuck.delete(queued.file)
    await queued.done()
    return 'moved'
  }

  async #setAside(queued: QueuedFile, reason: string): Promise<void> {
    this.#stuck.delete(queued.file)
    await queued.setAside(reason)
    this.#log.error(
      { file: queued.file, reason },
      'A note about a call cannot be brought to the database and was set aside',
    )
  }
}

/** How long a thing is retried while the database answers. Milliseconds: other machines tell of calls in seconds. */
const PATIENCE = { unknown: 30_000, unclear: 600_000 } as const

async function deliver(database: DatabaseStore, what: Waiting): Promise<void> {
  switch (what.kind) {
    case 'arrival':
      await database.freeze(what.arrival)
      return
    case 'spoken':
      return await database.spoken(what.key)
    case 'driver':
      await database.takeDriver(what.key)
      return
    case 'left':
      // the arrival of somebody who hung up at once may still be on its way
      if (!(await database.callerLeft(what.key, what.at)).known) throw new UnknownCall(what.key.call)
      return
    case 'events':
      await database.append(what.key, what.events)
      return
    case 'news':
      return await database.keep(what.news)
  }
}
