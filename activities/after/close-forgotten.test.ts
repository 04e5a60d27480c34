import { WorkflowNotFoundError } from '@temporalio/client'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcomeSentence } from '#flows/story/outcome-sentence.ts'
import { line, story } from '#flows/story/story.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { openLegs } from '#infra/db/call/open-legs.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { closeForgotten } from './close-forgotten.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const log = pino({ enabled: false })
const temporalSays = (status: string | null) => ({
  workflow: {
    getHandle: (id: string) => ({
      describe: async () => {
        if (status === null) throw new WorkflowNotFoundError('no such workflow', id, undefined)
        return { status: { name: status } }
      },
    }),
  },
})

/** A call whose only phone rang five seconds after it came in; nothing was heard of it since. */
async function stuck(call: string, { ago }: { readonly ago: number }): Promise<number> {
  const arrivedAt = Date.now() - ago
  const arrival = arrivalAt(organisation, { call })
  await freezeArrival(db, { arrival: { ...arrival, facts: { ...arrival.facts, arrivedAt } } })
  const what = {
    kind: 'rings' as const,
    leg: '2-1',
    member: 'mia',
    name: 'Mia',
    carrier: null,
    address: '+12025550199',
    seconds: 20,
    order: 'in-turn' as const,
  }
  await appendEvents(db, {
    organisation: organisation.id,
    call,
    events: [{ key: 'rings:2-1', event: { at: arrivedAt + 5_000, node: null, what } }],
  })
  return arrivedAt
}

async function close(
  call: string,
  { seconds = null, workflow = null }: { readonly seconds?: number | null; readonly workflow?: string | null },
): Promise<void> {
  const open = (await openLegs(db, { organisation: organisation.id })).find((one) => one.call === call)
  if (open) await closeForgotten({ db, log, client: temporalSays(workflow) }, organisation.id, { call: open, seconds })
}

const read = (call: string) => readCall(db, { organisation: organisation.id, call })

it('a call that the engine has lost is closed where its story breaks off, and says so', async () => {
  const arrivedAt = await stuck('lost', { ago: 3_600_000 })
  await close('lost', {})
  expect(await read('lost')).toMatchObject({
    state: 'ended',
    outcome: 'missed',
    endedAt: arrivedAt + 5_000,
    seconds: 5,
    legs: [{ state: 'ended', why: 'unknown' }],
  })
  const events = await eventsOf(db, { organisation: organisation.id, call: 'lost' })
  expect(story(events).map(line).slice(-2)).toEqual([
    '0:05 The call’s engine was lost: what happened from here on is not known.',
    '0:05 The call ends after 0:05: missed.',
  ])
  expect(outcomeSentence(events)).toBe('The record breaks off.')
  await close('lost', {}) // it is closed once
  expect(await eventsOf(db, { organisation: organisation.id, call: 'lost' })).toHaveLength(events.length)
})

it('a call that was terminated lasted as long as the carrier says', async () => {
  await stuck('terminated', { ago: 3_600_000 })
  await close('terminated', { seconds: 42, workflow: 'TERMINATED' })
  expect(await read('terminated')).toMatchObject({ state: 'ended', seconds: 42 })
})

it('a call that is led by its workflow, or has only just come in, is left alone', async () => {
  await stuck('led', { ago: 3_600_000 })
  await close('led', { workflow: 'RUNNING' })
  await stuck('young', { ago: 60_000 })
  await close('young', {})
  expect([(await read('led'))?.state, (await read('young'))?.state]).toEqual(['ringing', 'ringing'])
})
