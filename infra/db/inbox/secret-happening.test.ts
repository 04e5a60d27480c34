import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CallFold } from '#flows/call/happenings/call-fold.ts'
import type { Entry } from '#flows/call/happenings/entry.ts'
import { byKind, type Happening } from '#flows/call/happenings/happening.ts'
import { seenBy, streamed, toldTo } from '#flows/call/happenings/seen.ts'
import { text } from '#flows/call/happenings/shape.ts'
import { outcomeSentence } from '#flows/story/outcome-sentence.ts'
import { line, story } from '#flows/story/story.ts'
import { other } from '#flows/story/telling.ts'
import { eventsOf } from '../call/events-of.ts'
import { rebuildCall } from '../call/rebuild-call.ts'
import { openDatabase, type Database } from '../orm.ts'
import { inboxOf, missed } from '../testing/inbox.ts'
import { smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { changedConversations } from './changed-conversations.ts'
import { timeline } from './timeline.ts'

/** A new kind, of which everything is said but who may see it. */
const entry = {
  kind: 'card-entered',
  fields: { card: text },
  shows: 'lists',
  news: () => true,
  fold: (call: CallFold) => call,
  tell: ({ card }: { readonly card: string }) => other(`the caller enters the card ${card}`),
  sum: ({ card }: { readonly card: string }) => [`caller entered ${card}`],
}
const cardEntered = { kind: 'card-entered', card: '4111111111111111' } as unknown as Happening

const table = byKind as Map<string, Entry<Happening>> // read-only to everybody else

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation

beforeAll(async () => {
  table.set(entry.kind, entry as unknown as Entry<Happening>)
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  table.delete(entry.kind) // other files share the module
  await db.close()
  await server.remove()
})

it('is told to nobody but auditors, unless its entry says so: neither in streams and stories nor in lists and searches', async () => {
  const inbox = inboxOf(db, organisation)
  const arrived = await inbox.arrive('+12025550177')
  const key = { organisation: organisation.id, call: arrived.call }
  await arrived.tell(cardEntered)
  const open = await inbox.of('+12025550177')
  expect(open).toMatchObject({ unread: false, news: null, lastWords: 'The call has come in.' })
  await arrived.tell(...missed)
  await rebuildCall(db, key)
  const over = await inbox.of('+12025550177')
  const { calls } = await timeline(db, { organisation: organisation.id, conversation: over?.id ?? '' })
  const events = await eventsOf(db, key)
  const people = toldTo('people', events)
  const toPeople = [
    open,
    over,
    calls,
    await changedConversations(db, { organisation: organisation.id, calls: [arrived.call], conversations: [] }),
    await inbox.list('all', { search: '4111111111111111' }),
    events.map((event) => seenBy('people', event)),
    events.map((event) => streamed(event)),
    story(people).map(line),
    outcomeSentence(people),
  ]
  expect(over?.lastWords).toContain('voicemail')
  expect(JSON.stringify(toPeople)).not.toMatch(/4111|card/)
  const toAuditors = [
    story(toldTo('auditors', events)).map(line),
    outcomeSentence(toldTo('auditors', events)),
    events.map((event) => seenBy('auditors', event)),
  ]
  for (const account of toAuditors) expect(JSON.stringify(account)).toContain('4111')
})
