import { callerInWords } from '#flows/call/facts.ts'
import { outcomeSentence } from '#flows/story/outcome-sentence.ts'
import { line, story } from '#flows/story/story.ts'
import { eventsOf, type KeptEvent } from '../db/call/events-of.ts'
import { newestCall, readCall, type CallRecord } from '../db/call/read-call.ts'
import { liveNumbers } from '../db/number/live-numbers.ts'
import { openDatabase, type Database } from '../db/orm.ts'
import { readEnv } from '../env.ts'

/**
 * A call as plain text: what came of it, its story, its legs and its events, in the order in which they were kept.
 * @param events of the call, oldest first.
 */
export function tellCall(call: CallRecord, events: readonly KeptEvent[]): string {
  const { caller, number, driver, outcome, state } = call
  const head = [
    `Call ${call.call}: ${callerInWords(caller)} to ${number.name} (${number.e164}), ${time(call.arrivedAt)}`,
    `${outcome ?? `not over yet (${state})`}: ${outcomeSentence(events)}`,
    `Version ${call.version} of its flow; led by its ${driver}.`,
  ]
  const legs = call.legs.map(({ leg, name, address, state: at, why, ...times }) => {
    const steps = [
      said('rang', times.ringingAt),
      said('picked up', times.pickedUpAt),
      said('accepted', times.claimedAt),
      said('joined', times.joinedAt),
      said('ended', times.endedAt),
    ]
    return `  ${leg}  ${name} ${address}  ${why ?? at}  ${steps.filter((step) => step !== null).join(', ')}`
  })
  const recordings = call.recordings.map(
    ({ url, seconds, fileKey }) =>
      `  ${seconds} s, ${fileKey === null ? `at the carrier: ${url}` : `kept as ${fileKey}`}`,
  )
  const told = events.map(
    ({ at, key, node, what }) => `  ${time(at)}  ${key.padEnd(12)}  ${node ?? '-'}  ${JSON.stringify(what)}`,
  )
  return [
    ...head,
    ...section(
      'Story',
      story(events).map((sentence) => `  ${line(sentence)}`),
    ),
    ...section('Legs', legs),
    ...section('Recordings', recordings),
    ...section('Events', told),
  ].join('\n')
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', title, ...(lines.length === 0 ? ['  none'] : lines)]
}

function said(what: string, at: number | null): string | null {
  return at === null ? null : `${what} ${time(at).slice(11)}`
}

function time(at: number): string {
  return new Date(at).toISOString().replace('T', ' ')
}

/**
 * Finds a call by the carrier's id, or the newest one by "last". No role may look across organisations, so each is asked
 * in turn: the one that is named, or all that have a number answering calls.
 */
async function findCall(
  db: Database,
  { call, organisation }: { readonly call: string; readonly organisation: string | undefined },
): Promise<CallRecord | null> {
  const organisations =
    organisation === undefined
      ? [...new Set((await liveNumbers(db)).map((number) => number.organisation))]
      : [organisation]
  let newest: CallRecord | null = null
  for (const one of organisations) {
    const id = call === 'last' ? (await newestCall(db, { organisation: one }))?.call : call
    const found = id === undefined ? null : await readCall(db, { organisation: one, call: id })
    if (found !== null && (newest === null || found.arrivedAt > newest.arrivedAt)) newest = found
  }
  return newest
}

async function main(call: string | undefined, organisation: string | undefined): Promise<void> {
  if (call === undefined)
    throw new Error(
      'say which call: `npm run story -- CALL` with the carrier’s id of the call, or `last`; an organisation’s id may follow.',
    )
  const db = await openDatabase({ url: readEnv().DATABASE_APP_URL, poolSize: 2 })
  try {
    const found = await findCall(db, { call, organisation })
    if (found === null)
      throw new Error(
        call === 'last'
          ? 'no call has come in yet.'
          : `no call ${call} is known; its id is the carrier’s, as the page of phones shows it.`,
      )
    process.stdout.write(`${tellCall(found, await eventsOf(db, found))}\n`)
  } finally {
    await db.close()
  }
}

if (import.meta.main) {
  try {
    await main(process.argv[2], process.argv[3])
  } catch (error) {
    process.stderr.write(`The story cannot be told: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
