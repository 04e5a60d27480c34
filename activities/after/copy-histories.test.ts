import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { WorkflowNotFoundError } from '@temporalio/client'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { MockActivityEnvironment } from '@temporalio/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { historiesDue } from '#infra/db/call/histories.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { openFiles } from '#infra/files/files.ts'
import { callWorkflowId } from '#workflows/messages.ts'
import { copyHistories, copyOnce, type CopierDeps } from './copy-histories.ts'

let opened: Awaited<ReturnType<typeof openedDatabase>>
let organisations: readonly SmallOrganisation[]
const folder = mkdtempSync(join(tmpdir(), 'ringdown-files-'))
const files = openFiles(folder)

beforeAll(async () => {
  opened = await openedDatabase()
  organisations = [
    await smallOrganisation(opened.db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' }),
    await smallOrganisation(opened.db, { id: '22222222-2222-4222-8222-222222222222', e164: '+12025550102' }),
  ]
}, 60_000)
afterAll(async () => {
  await opened.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  engine.clear()
  asked.length = 0
})

/** What the engine says of each call's workflow: the type of its last event, or that something is wrong. */
const engine = new Map<string, 'COMPLETED' | 'TERMINATED' | 'SIGNALED' | Error>()
const asked: string[] = []

function deps(change: Partial<CopierDeps> = {}): CopierDeps {
  return {
    db: opened.db,
    files,
    log: pino({ enabled: false }),
    client: {
      withDeadline: (_deadline, ask) => ask(),
      workflow: {
        getHandle: (id) => ({
          async fetchHistory() {
            asked.push(id)
            const last = engine.get(id) ?? new WorkflowNotFoundError('no such workflow', id, undefined)
            if (last instanceof Error) throw last
            return historyFromJSON({
              events: [
                {
                  eventId: '1',
                  eventType: 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED',
                  eventTime: '2026-11-27T12:00:00Z',
                  workflowTaskCompletedEventAttributes: { identity: 'worker' },
                },
                {
                  eventId: '2',
                  eventType: `EVENT_TYPE_WORKFLOW_EXECUTION_${last}`,
                  eventTime: '2026-11-27T12:00:01Z',
                  [`workflowExecution${last.charAt(0)}${last.slice(1).toLowerCase()}EventAttributes`]: {},
                },
              ],
            })
          },
        }),
      },
    },
    ...change,
  }
}

/** A call that has ended, as its rows have it. */
async function ended(
  call: string,
  says: 'COMPLETED' | 'TERMINATED' | 'SIGNALED' | Error | null,
  at = 0,
): Promise<void> {
  const organisation = organisations[at]
  if (!organisation) throw new Error('there is no such organisation')
  await freezeArrival(opened.db, { arrival: arrivalAt(organisation, { call }) })
  const what = { kind: 'ended', outcome: 'missed', seconds: 1 } as const
  await appendEvents(opened.db, {
    organisation: organisation.id,
    call,
    events: [{ key: 'ended', event: { at: Date.now(), node: null, what } }],
  })
  if (says !== null) engine.set(callWorkflowId(call), says)
}

const once = (change?: Partial<CopierDeps>) => copyOnce(deps(change), new AbortController().signal)
const kept = async (call: string, at = 0) =>
  (await readCall(opened.db, { organisation: organisations[at]?.id ?? '', call }))?.history ?? null
const due = async () => (await historiesDue(opened.db, { most: 100 })).map(({ call }) => call)

it('histories of all organisations are kept as JSON objects, not as JSON in strings, and are due no more', async () => {
  await ended('ours', 'COMPLETED')
  await ended('theirs', 'TERMINATED', 1)
  expect(await once()).toBe(false)
  for (const [call, at] of [
    ['ours', 0],
    ['theirs', 1],
  ] as const) {
    const copy = await kept(call, at)
    const file = await files.get(copy?.fileKey ?? '')
    expect(JSON.parse(gunzipSync((await file?.bytes()) ?? new Uint8Array()).toString())).toMatchObject({
      events: [{ eventId: '1', workflowTaskCompletedEventAttributes: { identity: 'worker' } }, { eventId: '2' }],
    })
    expect(copy?.events).toBe(2)
  }
  expect(await due()).toEqual([])
})

it('a call that has not closed yet, or whose history cannot be had, is left for later and holds up no other', async () => {
  await ended('closes', 'SIGNALED')
  await ended('fails', new Error('UNAVAILABLE'))
  await ended('closed', 'COMPLETED')
  await once()
  expect(await Promise.all(['closes', 'fails', 'closed'].map((call) => kept(call)))).toEqual([
    null,
    null,
    expect.objectContaining({ events: 2 }),
  ])
  expect(await due()).toEqual([])
  await becomeDue()
  engine.set(callWorkflowId('closes'), 'COMPLETED').set(callWorkflowId('fails'), 'COMPLETED')
  await once()
  expect(await Promise.all(['closes', 'fails'].map((call) => kept(call)))).not.toContain(null)
})

it('a call in which something happens right now keeps no other waiting, and is copied the next time', async () => {
  await ended('at-work', 'COMPLETED')
  await ended('at-rest', 'COMPLETED')
  await opened.db.withOrganisation(organisations[0]?.id ?? '', async (em) => {
    await em.execute(`select from call where call = 'at-work' for no key update`)
    await once()
    expect(await due()).toEqual(['at-work'])
  })
  await once()
  expect(await due()).toEqual([])
})

it('a disk that is full loses nothing', async () => {
  await ended('full-disk', 'COMPLETED')
  const full = { ...files, set: () => Promise.reject(new Error('ENOSPC')) }
  await once({ files: full })
  expect(await kept('full-disk')).toBeNull()
  await becomeDue()
  await once()
  expect(await kept('full-disk')).not.toBeNull()
})

it('where the engine has no history, nobody asks again', async () => {
  await ended('lost', null)
  await once()
  await becomeDue()
  await once()
  expect(asked).toEqual([callWorkflowId('lost')])
})

it('whoever is told to stop leaves the rest due', async () => {
  await ended('rest', 'COMPLETED')
  await copyOnce(deps(), AbortSignal.abort())
  expect(await due()).toEqual(['rest'])
  await once()
})

it('goes on after a database that did not answer, until it is told to stop', async () => {
  await ended('waits', 'COMPLETED')
  const copier = new MockActivityEnvironment()
  let failures = 0
  const db: CopierDeps['db'] = {
    ...opened.db,
    withoutOrganisation: (...question) =>
      (failures += 1) === 1
        ? Promise.reject(new Error('the database is away'))
        : opened.db.withoutOrganisation(...question),
  }
  const copying = copier.run(copyHistories, deps({ db }))
  await expect.poll(() => kept('waits'), { timeout: 10_000 }).not.toBeNull()
  copier.cancel()
  await copying
})

/** What was put off is due now. */
async function becomeDue(): Promise<void> {
  for (const { id } of organisations)
    await opened.db.withOrganisation(id, (em) =>
      em.execute('update call set history_due = now() where history_due is not null'),
    )
}
