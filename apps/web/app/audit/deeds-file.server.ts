import { hashedFields, type Head } from '#infra/db/deeds/chain.ts'
import { readDeeds, type DeedFilter, type RecordedDeed } from '#infra/db/deeds/read-deeds.ts'
import type { Database } from '#infra/db/orm.ts'
import { csvLine } from '../words/csv-line.ts'
import { sentenceOf } from './shown-deeds.ts'

export interface DeedsFile {
  readonly organisation: { readonly id: string; readonly name: string }
  /** Where the record ended when the file was asked for; what came later is not in it. */
  readonly head: Head | null
  readonly filter: DeedFilter
  /** The same as people asked for it, with days as days of `timeZone`. */
  readonly asked: Readonly<Record<string, unknown>>
  readonly timeZone: string
  readonly form: 'csv' | 'json'
}

/** A file of deeds, oldest first, read from the database as fast as it is taken. */
export function deedsFile(db: Database, file: DeedsFile): ReadableStream<Uint8Array> {
  const parts = file.form === 'csv' ? csv(db, file) : json(db, file)
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
}

async function* csv(db: Database, file: DeedsFile): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(['number', 'at (UTC)', 'who', 'what', 'kind', 'to what', 'before', 'after', 'from address', 'id of who', 'id of what', 'hash before', 'hash'])}`
  for await (const deeds of batches(db, file)) {
    yield deeds
      .map((deed) =>
        csvLine([
          deed.place,
          new Date(deed.at).toISOString(),
          deed.actorName,
          sentenceOf(deed),
          deed.kind,
          deed.aboutName,
          deed.before,
          deed.after,
          deed.address,
          deed.actor,
          deed.about,
          deed.previous,
          deed.hash,
        ]),
      )
      .join('')
  }
}

async function* json(db: Database, file: DeedsFile): AsyncGenerator<string> {
  const { organisation, head, asked, timeZone } = file
  const about = JSON.stringify(
    {
      format: 1,
      organisation,
      exportedAt: new Date().toISOString(),
      filter: asked,
      timeZone,
      end: head && { organisation: organisation.id, ...head },
      howToCheck: HOW_TO_CHECK,
    },
    null,
    2,
  )
  yield `${about.slice(0, -2)},\n  "deeds": [`
  let separator = '\n'
  for await (const deeds of batches(db, file)) {
    yield (
      separator +
      deeds
        .map((deed) => `    ${JSON.stringify({ ...chained(deed, organisation.id), words: sentenceOf(deed) })}`)
        .join(',\n')
    )
    separator = ',\n'
  }
  yield '\n  ]\n}\n'
}

const HOW_TO_CHECK = [
  `The hash of a deed is the SHA-256, in hex, of the UTF-8 text of a JSON list without spaces: its fields ${hashedFields.join(', ')}, in this order, as they stand here.`,
  'In JavaScript: createHash("sha256").update(JSON.stringify([deed.previous, deed.organisation, …])).digest("hex").',
  '"previous" is the hash of the deed whose "place" is one lower, and 64 zeros for the first. "words" is not hashed: it is made of the other fields.',
  'In a file without a filter every place from 1 to that of "end" is there, and the last hash is that of "end". Keep this file, or "end" alone with the braces around it, where nobody who can change the database can change it: `npm run check-deeds -- --kept FILE`, with that file, finds whether the record still goes through its end.',
]

function chained({ at, ...deed }: RecordedDeed, organisation: string) {
  const fields = { ...deed, organisation, at: new Date(at).toISOString() }
  return { ...Object.fromEntries(hashedFields.map((field) => [field, fields[field]])), hash: deed.hash }
}

const BATCH = 1_000

async function* batches(
  db: Database,
  { organisation: { id: organisation }, head, filter }: DeedsFile,
): AsyncGenerator<readonly RecordedDeed[]> {
  const end = head?.place ?? 0
  for (let after = 0; after < end;) {
    const read = await db.withOrganisation(organisation, (em) =>
      readDeeds(em, { organisation, filter, limit: BATCH, from: { after } }),
    )
    const deeds = read.filter(({ place }) => place <= end)
    if (deeds.length > 0) yield deeds
    if (deeds.length < BATCH) return
    after = deeds.at(-1)?.place ?? end
  }
}
