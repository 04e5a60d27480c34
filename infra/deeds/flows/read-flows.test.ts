import { beforeAll, describe, expect, it } from 'vitest'
import { Flow } from '../../db/flow/flow.ts'
import { Member } from '../../db/member/member.ts'
import type { Database } from '../../db/orm.ts'
import { openedDatabase } from '../../db/testing/opened-database.ts'
import { smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import { notePresence } from '../people/note-presence.ts'
import { exportFlow } from './export-flow.ts'
import { visitFlow } from './visit-flow.ts'

let db: Database
let team: SmallOrganisation
let ben = ''

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  team = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  ben = await db.withOrganisation(team.id, async (em) => {
    const person = { organisation: team.id, name: 'Ben', email: 'ben@example.test', role: 'member' } as const
    const member = em.create(Member, { ...person, acceptedAt: new Date() })
    await em.flush()
    return member.id
  })
  return opened.close
}, 60_000)

describe('a flow', () => {
  it('is handed out as it is drawn, until it is deleted', async () => {
    expect(await exportFlow(by(ben), { flow: team.flow })).toEqual({ ok: true, name: 'Main', draft: {} })
    expect(await exportFlow(by(ben), { flow: team.number })).toMatchObject({ problem: { code: 'flow-not-found' } })
    await db.withOrganisation(team.id, (em) => em.nativeUpdate(Flow, { id: team.flow }, { deletedAt: new Date() }))
    expect(await exportFlow(by(ben), { flow: team.flow })).toMatchObject({ problem: { code: 'flow-not-found' } })
  })

  it('is visited by people who hear of each other until they leave', async () => {
    const visit = (member: string, leaving = false) => visitFlow(by(member), { flow: team.flow, leaving })
    expect(await visit(team.member)).toEqual({ ok: true, others: [] })
    expect(await visit(ben)).toEqual({ ok: true, others: ['Mia'] })
    expect(await visit(team.member, true)).toEqual({ ok: true, others: [] })
    expect(await visit(ben)).toEqual({ ok: true, others: [] })
    expect(await visitFlow(by(ben), { flow: team.number, leaving: false })).toMatchObject({
      problem: { code: 'flow-not-found' },
    })
  })
})

it('a browser says for its owner whether it may notify them', async () => {
  expect(await notePresence(by(ben), { notifications: 'denied' })).toEqual({ ok: true })
  const { seenAt, notifications } = await db.withOrganisation(team.id, (em) => em.findOneOrFail(Member, { id: ben }))
  expect([seenAt, notifications]).toEqual([expect.any(Date), 'denied'])
})

function by(member: string) {
  const who = { member, role: 'member', numbers: new Map() } as const
  return { db, organisation: team.id, actor: member, address: null, provision: null, who }
}
