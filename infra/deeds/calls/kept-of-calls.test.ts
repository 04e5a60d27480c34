import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { appendEvents } from '../../db/call/append-events.ts'
import { freezeArrival } from '../../db/call/freeze-arrival.ts'
import { saveHistories } from '../../db/call/histories.ts'
import { readDeeds } from '../../db/deeds/read-deeds.ts'
import { callRecordings } from '../../db/inbox/call-recordings.ts'
import type { Database } from '../../db/orm.ts'
import { told } from '../../db/testing/answered-call.ts'
import { openedDatabase } from '../../db/testing/opened-database.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import type { OrganisationRole } from '../permissions.ts'
import { exportCall } from './export-call.ts'
import { hearRecording } from './hear-recording.ts'

let db: Database
let team: SmallOrganisation
let recording = ''

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  team = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  await freezeArrival(db, { arrival: arrivalAt(team, { call: 'call-1' }) })
  await freezeArrival(db, { arrival: arrivalAt(team, { call: 'call-2' }) })
  const left = { kind: 'recording', url: 'https://carrier.test/r', seconds: 3, from: 'word' } as const
  await appendEvents(db, { organisation: team.id, call: 'call-1', events: told([left]) })
  const copied = [{ call: 'call-1', fileKey: 'history', sha256: 'x', events: 1, exportedAt: 1 }]
  await saveHistories(db, { organisation: team.id, copied })
  recording = (await callRecordings(db, { organisation: team.id, call: 'call-1' }))[0]?.id ?? ''
  return opened.close
}, 60_000)

describe('a recording', () => {
  it('is heard by people on its number: its call names them, and it is on record', async () => {
    expect(await hears({ call: 'call-1', recording })).toEqual({ ok: true })
    expect(await views()).toEqual(['Mia'])
    expect(await recorded()).toEqual([['recording.heard', 'Mia', 'call-1', NAMED]])
  })

  it('is heard by nobody else', async () => {
    for (const role of ['owner', 'admin', 'member', 'auditor'] as const)
      expect(await hears({ call: 'call-1', recording }, { role, onNumber: false })).toMatchObject({
        problem: { status: 403, title: 'Only people on the number can hear these recordings.' },
      })
    expect([await views(), await recorded()]).toEqual([['Mia'], [expect.anything()]])
  })

  it('is heard of its own call', async () => {
    expect(await hears({ call: 'call-2', recording })).toMatchObject({ problem: { code: 'recording-not-found' } })
    expect(await recorded()).toHaveLength(1)
  })
})

describe('a call', () => {
  it('is handed out with everything that is kept about it, once that is on record', async () => {
    expect(await exports('auditor', 'call-1')).toMatchObject({
      ok: true,
      record: { call: 'call-1', number: { name: 'Main line' } },
      events: [{ what: { kind: 'arrived' } }, { what: { kind: 'recording' } }],
      engine: '{"events":[]}',
    })
    expect((await recorded()).at(-1)).toEqual(['export.call', 'Mia', 'call-1', NAMED])
    expect(await exports('auditor', 'call-2')).toMatchObject({ record: { call: 'call-2' }, engine: null })
  })

  it('is handed out to nobody who may not read all calls, and none that there is not', async () => {
    const before = await recorded()
    expect(await exports('member', 'call-1')).toMatchObject({ problem: { status: 403, code: 'not-allowed' } })
    expect(await exports('owner', 'call-9')).toMatchObject({ problem: { status: 404, code: 'call-not-found' } })
    expect(await recorded()).toEqual(before)
  })
})

const NAMED = 'the call from +12025550150 to Main line'
const files = { get: async (key: string) => (key === 'history' ? new File([gzipSync('{"events":[]}')], key) : null) }

function context(role: OrganisationRole, numbers: ReadonlyMap<string, 'member'>) {
  const who = { member: team.member, role, numbers }
  return { db, organisation: team.id, actor: team.member, address: null, provision: null, who }
}

function hears(
  input: { readonly call: string; readonly recording: string },
  { role = 'member', onNumber = true }: { readonly role?: OrganisationRole; readonly onNumber?: boolean } = {},
) {
  return hearRecording(context(role, new Map(onNumber ? [[team.number, 'member']] : [])), input)
}

function exports(role: OrganisationRole, call: string) {
  return exportCall({ ...context(role, new Map()), files }, { call })
}

async function views() {
  const [row] = await callRecordings(db, { organisation: team.id, call: 'call-1' })
  return row?.views.map(({ name }) => name)
}

async function recorded() {
  const deeds = await db.withOrganisation(team.id, (em) =>
    readDeeds(em, { organisation: team.id, filter: {}, limit: 10, from: { after: 0 } }),
  )
  return deeds.map(({ kind, actorName, about, aboutName }) => [kind, actorName, about, aboutName])
}
