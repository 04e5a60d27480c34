import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '../orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { freezeArrival } from './freeze-arrival.ts'
import { readArrival } from './read-arrival.ts'

let server: TemporaryDatabase
/** As two web processes, each with its own connections. */
let webs: readonly [Database, Database]
let organisation: SmallOrganisation

beforeAll(async () => {
  server = await temporaryDatabase()
  webs = [await openDatabase({ url: server.appUrl }), await openDatabase({ url: server.appUrl })]
  organisation = await smallOrganisation(webs[0], {
    id: '11111111-1111-4111-8111-111111111111',
    e164: '+12025550101',
  })
}, 60_000)
afterAll(async () => {
  for (const web of webs) await web.close()
  await server.remove()
})

/** Keeps a call whose flow takes turns; the web brings a turn by chance. */
async function turnOf(call: string, web = webs[0]): Promise<number | undefined> {
  const arrival = arrivalAt(organisation, { call })
  const kept = await freezeArrival(web, { arrival: { ...arrival, facts: { ...arrival.facts, turn: 4_000_000_000 } } })
  return kept.facts.turn
}

it('calls that come in at once, by several web processes, each have a turn of their own, and none is left out', async () => {
  const calls = Array.from({ length: 20 }, (_, at) => turnOf(`at-once-${at}`, webs[at % 2 === 0 ? 0 : 1]))
  const turns = await Promise.all(calls)
  expect(turns.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, at) => at))
})

it('a call that is fetched again keeps its turn, and takes nobody else’s', async () => {
  const turn = await turnOf('again')
  expect(await turnOf('again', webs[1])).toBe(turn)
  const { id } = organisation
  expect((await readArrival(webs[0], { organisation: id, call: 'again' }))?.facts.turn).toBe(turn)
  expect(await turnOf('after-it')).toBe(Number(turn) + 1)
})

it('a process that has just been started goes on where the others are', async () => {
  const before = await turnOf('before')
  const started = await openDatabase({ url: server.appUrl })
  expect(await turnOf('started', started)).toBe(Number(before) + 1)
  await started.close()
})

it('a flow that takes no turns is not counted', async () => {
  const kept = await freezeArrival(webs[0], { arrival: arrivalAt(organisation, { call: 'uncounted' }) })
  expect(kept.facts).not.toHaveProperty('turn')
})
