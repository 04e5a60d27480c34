import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile } from '#flows/language/compile.ts'
import { toolWords } from '#flows/verbs/converse/assistant.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { SafeStore } from '#infra/call-store/safe-store.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { told } from '#infra/db/testing/answered-call.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { arrivalAt, smallOrganisation } from '#infra/db/testing/people.ts'
import { frontDesk } from '#test/builders/front-desk.ts'
import { Assistants } from './assistants.ts'
import { Counters } from './counters.ts'
import { urls } from './testing/edge-alone.ts'

let server: Awaited<ReturnType<typeof openedDatabase>>
let folder = ''
beforeAll(async () => {
  server = await openedDatabase()
  folder = await mkdtemp(join(tmpdir(), 'ringdown-assistants-'))
}, 60_000)
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

test('what was noted in a call is counted in the database, and a call that is over takes no inquiry more', async () => {
  const organisation = await smallOrganisation(server.db, {
    id: '11111111-1111-4111-8111-111111111111',
    e164: '+12025550101',
  })
  const compiled = compile(frontDesk({ tools: ['take_inquiry'] }), { people: null })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  const key = { organisation: organisation.id, call: 'call-1' }
  await freezeArrival(server.db, { arrival: { ...arrivalAt(organisation, key), plan: compiled.plan } })
  const log = pino({ level: 'silent' })
  /** Of a process that knows nothing of the call yet. */
  const notes = async (reason: string): Promise<string> => {
    const store = new SafeStore(new DatabaseStore(server.db, 2000), new DiskStore(folder), log)
    const assistants = new Assistants({ store, urls, counters: new Counters(), log })
    const call = { name: 'take_inquiry', args: { reason }, kept: {}, said: [] }
    return (await assistants.tool(key, { step: 2, from: 'desk' }, call)).response
  }
  for (const reason of ['A bell', 'A lamp', 'A tyre', 'A lock'])
    expect(await notes(reason)).toBe(toolWords.take_inquiry)
  await appendEvents(server.db, { ...key, events: told([{ kind: 'ended', outcome: 'answered', seconds: 7 }]) })
  expect(await notes('A saddle')).toBe(toolWords.notAllowed)
  expect(await notes('A lock')).toBe(toolWords.take_inquiry)
  const open = { ...key, call: 'call-2' }
  await freezeArrival(server.db, { arrival: { ...arrivalAt(organisation, open), plan: compiled.plan } })
  key.call = open.call
  for (const reason of ['1', '2', '3', '4', '5']) expect(await notes(reason)).toBe(toolWords.take_inquiry)
  expect(await notes('6')).toBe(toolWords.notAllowed)
  const events = await eventsOf(server.db, open)
  expect(events.filter(({ what }) => what.kind === 'inquiry')).toHaveLength(5)
})
