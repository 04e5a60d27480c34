import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AnswerMode } from '#flows/call/answer-mode.ts'
import { listen } from '../../db/listen.ts'
import { liveNumbers } from '../../db/number/live-numbers.ts'
import { lastSwitched } from '../../db/number/switched.ts'
import { openDatabase, type Database } from '../../db/orm.ts'
import { smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../../db/testing/temporary-database.ts'
import { asOwner, type RoleHolder } from '../permissions.ts'
import { switchMode } from './switch-mode.ts'

const organisation = '11111111-1111-4111-8111-111111111111'
let server: TemporaryDatabase
let db: Database
let office: SmallOrganisation

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  office = await smallOrganisation(db, { id: organisation, e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const by = (who: RoleHolder, mode: AnswerMode) =>
  switchMode(
    { db, organisation, actor: office.member, who, address: null, provision: null },
    { number: office.number, mode },
  )
const lastTime = () =>
  db.withOrganisation(organisation, (em) => lastSwitched(em, { organisation, number: office.number }))
const stands = async () => (await liveNumbers(db)).find(({ number }) => number === office.number)?.mode

it('[W5] the switch holds from the next call on: whoever answers calls hears at once, and it is known who used it and when', async () => {
  expect([await stands(), await lastTime()]).toEqual([null, null])
  const heard: string[] = []
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  const listener = listen({
    url: server.appUrl,
    channels: ['number_changed'],
    onNotice: (_, payload) => heard.push(payload),
    onListening: resolve,
    onTrouble: () => {},
  })
  await listening
  const before = Date.now()
  expect(await by(asOwner(office.member), 'ai')).toEqual({ ok: true, mode: 'ai' })
  await expect.poll(() => heard).toEqual([organisation])
  await listener.close()
  expect(await stands()).toBe('ai')
  const last = await lastTime()
  expect(last?.by).toBe('Mia')
  expect(Math.abs((last?.at ?? 0) - before)).toBeLessThan(60_000)
})

it('two who switch it the same way have switched it once', async () => {
  await by(asOwner(office.member), 'team')
  const last = await lastTime()
  expect(await by(asOwner(office.member), 'team')).toMatchObject({ ok: true, unrecorded: true })
  expect(await lastTime()).toEqual(last)
})

it.each<[string, RoleHolder['role'], 'admin' | 'member' | null, boolean]>([
  ['owners', 'owner', null, true],
  ['admins', 'admin', null, true],
  ['admins of the number', 'member', 'admin', true],
  ['nobody who is only on it', 'member', 'member', false],
  ['nobody else', 'member', null, false],
  ['no auditor', 'auditor', null, false],
])('is used by %s', async (_who, role, onIt, may) => {
  const before = await stands()
  const other = before === 'ai' ? 'team' : 'ai'
  const numbers = new Map(onIt ? [[office.number, onIt]] : [])
  const done = await by({ member: office.member, role, numbers }, other)
  expect(done.ok).toBe(may)
  if (!done.ok) expect(done.problem.title).toContain('switch who answers this number')
  expect(await stands()).toBe(may ? other : before)
})
