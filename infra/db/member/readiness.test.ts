import { beforeAll, expect, it } from 'vitest'
import { appendEvents } from '../call/append-events.ts'
import { freezeArrival } from '../call/freeze-arrival.ts'
import type { Database } from '../orm.ts'
import { answered, mia, rings, told } from '../testing/answered-call.ts'
import { openedDatabase } from '../testing/opened-database.ts'
import { arrivalAt, smallOrganisation } from '../testing/people.ts'
import { readinessOf } from './readiness.ts'

let db: Database

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return () => opened.close()
}, 60_000)

it('finds somebody on a call at whichever of their phones they accepted it, until it is over', async () => {
  const team = await smallOrganisation(db, { id: crypto.randomUUID(), e164: '+12025550100' })
  const key = { organisation: team.id, call: 'at-the-desk' }
  await freezeArrival(db, { arrival: arrivalAt(team, { call: key.call }) })
  const member = { member: team.member }
  const isTalking = async () => (await db.withOrganisation(team.id, (em) => readinessOf(em, member)))[0]?.talking
  await appendEvents(db, { ...key, events: told([{ ...rings, ...member, address: 'sip:mia@desk.example' }]) })
  expect(await isTalking()).toBe(false)
  await appendEvents(db, { ...key, events: told([{ kind: 'claimed', ...mia, ...member }], 1) })
  expect(await isTalking()).toBe(true)
  await appendEvents(db, { ...key, events: told(answered.slice(-1), 2) })
  expect(await isTalking()).toBe(false)
})
