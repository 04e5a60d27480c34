import { afterAll, beforeAll, expect, it } from 'vitest'
import { arrivalOf } from '#infra/call-store/arrivals.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { liveNumbers, type LiveNumber } from '#infra/db/number/live-numbers.ts'
import type { ProvisionRequest } from '#infra/db/number/provision-numbers.ts'
import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import { allowCountries } from '#infra/deeds/organisation/allow-countries.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import { drawn } from '#test/builders/flows.ts'
import { harbourBikes } from '../../demo-data.ts'
import { testWeb, type TestWeb } from '../../testing/web.ts'
import { outsideDecided } from './provision.server.ts'

let web: TestWeb
let context: DeedContext
let number: { readonly id: string; readonly flow: string }
const told: ProvisionRequest[] = []

beforeAll(async () => {
  web = await testWeb()
  number = await web.db.withOrganisation(harbourBikes.id, async (em) => {
    const sales = await em.findOneOrFail(PhoneNumber, { e164: '+12025550100' }, { populate: ['flow'] })
    return { id: sales.id, flow: sales.flow?.id ?? '' }
  })
  const actor = (await liveNumbers(web.db))[0]?.roster[0]?.member ?? ''
  const provision: DeedContext['provision'] = async (request) => {
    told.push(request)
    return { carrierNumber: 'n', webhookResource: 'w', fallbackScript: 's' }
  }
  context = { db: web.db, organisation: harbourBikes.id, actor, who: asOwner(actor), address: null, provision }
}, 180_000)

afterAll(() => web.close())

async function publishes(to: string) {
  const flow = drawn('Sales', ['forward', { to }], ['voicemail', { greeting: 'Please leave a message.' }])
  expect(await saveFlowDraft(context, { flow: number.flow, document: flow })).toMatchObject({ ok: true })
  return await publishFlow(context, { flow: number.flow })
}

async function allows(countries: string): Promise<void> {
  expect(await allowCountries(context, allowCountries.input.parse({ countries }))).toMatchObject({ ok: true })
}

async function live(): Promise<LiveNumber> {
  const found = (await liveNumbers(web.db)).find((one) => one.number === number.id)
  if (!found) throw new Error('the line answers')
  return found
}

async function decidedFor(from: string): Promise<string | undefined> {
  return (await arrivalOf(await live(), { call: 'c1', from }, Date.now())).facts.decided?.['n1']
}

it.each([
  ['a number of the organisation', '+1 202 555 0110', 'This is a number of your own organisation'],
  ['a premium number', '+1 900 555 1234', 'premium-rate'],
  ['a country that is not allowed', '+44 20 7946 0123', 'United Kingdom'],
])('a flow that forwards to %s is not published, and its node says why and what to do', async (_what, to, words) => {
  expect(await publishes(to)).toMatchObject({
    ok: false,
    problem: {
      code: 'flow-has-errors',
      details: { issues: [{ node: 'n1', field: 'to', severity: 'error', message: expect.stringContaining(words) }] },
    },
  })
})

it('a country that is forbidden after the flow was published is not called by the next call, nor by the carrier alone', async () => {
  await allows('GB,US')
  expect(await publishes('+44 20 7946 0123')).toMatchObject({ ok: true })
  expect(await decidedFor('+12025550150')).toBe('may-be-called')
  await allows('US')
  expect(await decidedFor('+12025550150')).toBe('country-not-allowed')
  const last = told.findLast((request) => request.number === number.id)
  expect(last && outsideDecided(last.plan, last)).toEqual({ n1: 'country-not-allowed' })
})

it('[pitfall 17] neither whoever is calling nor a call of the organisation itself is forwarded', async () => {
  expect(await publishes('+1 202 555 0177')).toMatchObject({ ok: true })
  expect(await decidedFor('+12025550177')).toBe('own-caller')
  expect(await decidedFor('+12025550110')).toBe('loop')
  expect(await decidedFor('+12025550150')).toBe('may-be-called')
})
